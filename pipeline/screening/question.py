"""A leaf as it is asked of every patient of a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from ...models import Attribute, Condition, Exposure, Leaf, Other, Threshold, Window
from ...models.dates import Period
from ...models.kleene import Truth
from ...models.notation import window_words
from ...models.patient import Recorded
from ...models.screening import Missing
from ...patterns.fold import fold_phrase
from ...patterns.unwritten import understood
from .answers import Answer
from .hours import Span, span_of
from .record import BIRTH, Key, keys_of
from .timing import BEFORE_EVERYTHING, Days, Extent, Unknown, overlaps, within


class Question:
    """A leaf with what is the same of it for every patient of a day: the keys of its facts, the days of its window.

    A record that holds nothing under the ``keys`` answers as an empty one does.
    """

    def __init__(self, leaf: Leaf, today: date, anchors: Mapping[str, date]) -> None:
        self.leaf = understood(leaf) if isinstance(leaf, Threshold) else leaf
        self.today = today
        self.keys = _keys(leaf)
        self.spared = keys_of(*leaf.__dict__.get("excluding", ()))
        window: Window | None = leaf.__dict__.get("window")
        self.anchor_day = today if window is None else anchors.get(window.anchor, today)
        self.window_words = None if window is None else window_words(window)
        ever = Days(BEFORE_EVERYTHING, today)
        self._span, self._no_days = Span(ever, ever), ""
        if window is not None:
            try:
                self._span = span_of(window, today, anchors)
            except Unknown as why:
                self._no_days = str(why)

    @property
    def span(self) -> Span:
        """The days of the window; without one, everything up to the index day. Raises :class:`Unknown`."""
        if self._no_days:
            raise Unknown(self._no_days)
        return self._span

    @property
    def last(self) -> date:
        """The last day of the window. Raises :class:`Unknown`."""
        return self.span.possibly.last

    def touched(self, extent: Extent) -> Truth:
        """Whether something that lasted from start to end was there in the window. Raises :class:`Unknown`."""
        return _sure(overlaps(extent, self.span.surely), overlaps(extent, self.span.possibly))

    def holds(self, day: Period) -> Truth:
        """Whether a day that may be any of a period lies in the window. Raises :class:`Unknown`."""
        return _sure(within(day, self.span.surely), within(day, self.span.possibly))

    def unknown(self, reason: str, facts: Iterable[Recorded] = ()) -> Answer:
        """The answer that something is missing."""
        missing = Missing(what=_subject(self.leaf), window=self.window_words, reason=reason)
        return Answer(None, tuple(facts), (missing,))


def _sure(surely: Truth, possibly: Truth) -> Truth:
    return True if surely else False if possibly is False else None


def is_age(leaf: Threshold) -> bool:
    """Whether it asks how old somebody is."""
    return leaf.measure.name == "age" and leaf.of is None


def _keys(leaf: Leaf) -> frozenset[Key]:
    match leaf:
        case Threshold():
            return frozenset([BIRTH]) if is_age(leaf) else keys_of(leaf.measure)
        case Exposure():
            return keys_of(leaf.agent)
        case Condition():
            return keys_of(leaf.condition)
        case Attribute():
            return frozenset([("", fold_phrase(leaf.name))])
        case Other():
            return frozenset()


def _subject(leaf: Leaf) -> str:
    match leaf:
        case Threshold():
            return leaf.measure.name + (f" of {leaf.of.name}" if leaf.of else "")
        case Exposure():
            return leaf.agent.name
        case Condition():
            return leaf.condition.name + (f" to {leaf.to.name}" if leaf.to else "")
        case Attribute():
            return leaf.name
        case Other():
            return leaf.text
