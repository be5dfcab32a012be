"""What the steps hand to each other: quantities, windows, mentions, and one criterion's work in progress.

All offsets are characters of the received text.
"""

from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..patterns.gate import View
from ..patterns.measures import Measure
from ..patterns.tables import Match, Word
from .readers.base import Trial

TIME = frozenset(("a", "mo", "wk", "d", "h", "min", "s", "{half-life}"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval in the text.

    ``unit`` is UCUM, None where none is written; ``said``: a comparator or a range says how the bounds are meant;
    ``number`` are the characters of the first value; ``sign`` the comparator, ``..`` for a range; ``repairs`` the
    codes of the warnings that its reading needs.
    """

    start: int
    end: int
    lower: float | None
    lower_inclusive: bool
    upper: float | None
    upper_inclusive: bool
    unit: str | None
    relative: str | None = None
    said: bool = True
    number: tuple[int, int] = (0, 0)
    roman: bool = False
    word: bool = False
    repairs: tuple[str, ...] = ()
    sign: str | None = None

    @property
    def is_time(self) -> bool:
        """Whether it is a stretch of time."""
        return self.unit in TIME and self.relative is None


def turned(q: Quantity) -> Quantity:
    """The quantity with its bounds exchanged: "earlier than" before and after an event."""
    return replace(
        q, lower=q.upper, lower_inclusive=q.upper_inclusive, upper=q.lower, upper_inclusive=q.lower_inclusive
    )


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time before or after an anchor, or a ``duration``.

    ``alternative`` is the second length of "or 5 half-lives", ``longer`` whether the longer of the two counts (None
    where the words do not say). ``said``: words give the direction; ``ahead``: what it limits stands behind it, in
    ``scope`` where brackets hold it; ``share``: the n-th of several lengths that go to the n-th of several names;
    ``tail``: the words of an anchor that stand apart; ``kind``: the words of the kind that alone it is for ("live");
    ``off``: it is a time without what it limits.
    """

    start: int
    end: int
    quantity: Quantity
    direction: str
    anchor: str
    anchor_text: str | None
    duration: bool = False
    alternative: Quantity | None = None
    longer: bool | None = None
    said: bool = False
    ahead: bool = False
    scope: tuple[int, int] | None = None
    share: tuple[int, int] | None = None
    tail: tuple[int, int] | None = None
    kind: tuple[int, int] | None = None
    off: bool = False

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """Where its words stand."""
        return [(self.start, self.end), *([self.tail] if self.tail else [])]


@dataclass(frozen=True, slots=True)
class Bounded:
    """A quantity with the measure it bounds; ``words`` are the measure's, None where they are left out.

    ``known``: the file that knows what is counted where no measure has its name.
    """

    start: int
    end: int
    quantity: Quantity
    name: str
    words: tuple[int, int] | None
    measure: Measure | None
    known: str = ""


class Cue(NamedTuple):
    """A modifier of a mention: its category and where its words stand."""

    category: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A named thing; ``kind`` is the lexicon's, ``pattern`` the file that knows it, ``cues`` what its own words say.

    ``misspelt``: its words are not quite the name; ``shares``: it shares its head with the name behind it.
    ``hull``: from the first to the last of its words, where some are another name's: "viral or toxic hepatitis".
    """

    start: int
    end: int
    kind: str
    name: str
    codes: tuple[str, ...]
    pattern: str
    cues: tuple[Cue, ...] = ()
    misspelt: bool = False
    shares: bool = False
    hull: tuple[int, int] | None = None


@dataclass(slots=True)
class Part:
    """A leaf in the making: ``leaf`` its dictionary, ``focus`` its concept's words, ``value`` its value.

    ``rule``: what it already makes together with others that no longer stand beside it.
    ``again``: it says more of what another part has named, and stands where the words say it.
    ``shares``: its name shares its head with the one behind it ("sensory or motor neuropathy").
    ``guessed``: no lexicon knows it, and only a window says that something is named there; or whose the window is.
    """

    start: int
    end: int
    focus: tuple[int, int]
    leaf: dict[str, Any]
    cues: list[Cue] = field(default_factory=list)
    also: list[tuple[int, int]] = field(default_factory=list)
    alternative: dict[str, Any] | None = None
    longer: bool | None = None
    stopped: bool = False
    pattern: str = ""
    value: tuple[int, int] | None = None
    rule: dict[str, Any] | None = None
    again: bool = False
    shares: bool = False
    guessed: bool = False

    @property
    def denials(self) -> list[Cue]:
        """The cues that deny it."""
        return [c for c in self.cues if c.category == "NEGATED"]

    @property
    def last(self) -> int:
        """Where its words end, which may go on behind a bracket: "chronic (> 3 months) back pain"."""
        return max([self.end, *(c.end for c in self.cues if c.category == "NAME")]) if self.cues else self.end

    def once_more(self, start: int, end: int, cues: list[Cue], **said: str) -> "Part":
        """The same at another place, without its time, with what is ``said`` of it there."""
        leaf = {key: value for key, value in self.leaf.items() if key not in ("window", "duration")}
        return Part(start, end, self.focus, leaf | said, cues, pattern=self.pattern)


def is_sex(p: Part) -> bool:
    """Whether a part says of which sex somebody is."""
    return bool(p.leaf["op"] == "attribute" and p.leaf["name"] == "sex")


@dataclass(slots=True)
class Work:
    """One criterion while the steps read it.

    ``hole``: where in a lead-in its items stand; ``title``: where the title stands under which it is listed;
    ``references``: words for a document or a criteria set; ``explained``: words that only explain a value or a reason;
    ``plans``: sentences of what the study will do; ``silent``: words that add no requirement and join nothing;
    ``tables``: the limits by age and sex that it holds; ``tabled``: its items are rows of one, whose columns an item
    may name (``titles``); ``given_up``: it is left unread, whatever was found; ``everybody``: the groups of age that
    all who may take part are of.
    """

    kind: str
    start: int
    end: int
    parent: int | None
    group: str | None
    lead_in: bool
    hole: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    words: list[Word] = field(default_factory=list)
    references: list[tuple[int, int]] = field(default_factory=list)
    explained: list[tuple[int, int]] = field(default_factory=list)
    plans: list[tuple[int, int]] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    known: list[Match] = field(default_factory=list)
    bounded: list[Bounded] = field(default_factory=list)
    windows: list[Window] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    lost: list[Window] = field(default_factory=list)
    tables: list[Part] = field(default_factory=list)
    tabled: bool = False
    titles: bool = False
    silent: list[tuple[int, int]] = field(default_factory=list)
    given_up: bool = False
    everybody: frozenset[str] = frozenset()
    rule: dict[str, Any] | None = None
    coverage: str = "none"


class Note(NamedTuple):
    """A warning in the making."""

    code: str
    message: str
    span: tuple[int, int] | None


@dataclass(slots=True)
class Draft:
    """One trial's text while the steps read it: ``view`` has the text's own length, so offsets are the text's."""

    trial: Trial
    view: View
    criteria: list[Work] = field(default_factory=list)
    readable: list[Work] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text as received."""
        return self.trial.text
