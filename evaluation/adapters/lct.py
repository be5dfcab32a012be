"""The Leaf Clinical Trials corpus (Dobbins and others, Scientific Data 2022), in brat format.

Its comparisons say by the role they are attached in whether they are thresholds or stretches of time. A comparison
whose bounds the corpus does not tell (blood pressures, powers of ten, no operator) is judged neither way, and so are
the things that it marks as of another kind (stages, counts, allergies, studies).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from ...models import Concept, Condition, Mention, Range, Rule, Span, Threshold, Window
from ..run import Case
from . import brat
from .brat import Brat, Event
from .rulesets import between, concept, exposure, one_criterion

FIGURES = (
    "threshold", "threshold + unit + measure", "window", "window + target", "drug relaxed", "drug exact",
    "condition relaxed", "condition exact", "procedure relaxed", "procedure exact",
)  # fmt: skip

_UNITS = {"second": "s", "minute": "min", "hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "a"}
_COUNTING = "zero one two three four five six seven eight nine ten eleven twelve"
_WORDS = dict(zip(_COUNTING.split(), map(float, range(13)), strict=True)) | {
    "single": 1.0, "once": 1.0, "twice": 2.0, "half": 0.5, "fifteen": 15.0, "twenty": 20.0, "thirty": 30.0,
}  # fmt: skip
_ROMAN = {"I": 1.0, "II": 2.0, "III": 3.0, "IV": 4.0, "V": 5.0}
_TIMES = {"Temporality", "Duration", "During", "Before", "After"}
_NO_BOUNDS = re.compile(r"\d\s*/\s*\d|[x×*]\s*10")


def case(path: Path) -> Case:
    """One document as a case. Raises ReadError."""
    doc = brat.read(path)
    reader = _Reader(doc)
    leaves = [*_names(doc), *reader.comparisons()]
    unjudged = tuple(m.hull for m in doc.marks.values() if m.type in _OTHER)
    return Case("LCT", doc.text, one_criterion(path.stem, doc.text, leaves), unjudged)


_OTHER = {
    "Allergy-Name",
    "Immunization-Name",
    "Study",
    "Other",
    "Observation-Name",
    "Drug",
    "Procedure",
    "Eq-Comparison",
}
"""Types of words that a prediction may well be about, though the corpus has nothing of its kind there."""


def _names(doc: Brat) -> Iterator[Rule]:
    for mark in doc.marks.values():
        name, span = mark.text.lower(), mark.hull
        match mark.type:
            case "Drug-Name":
                yield exposure(name, span, "drug")
            case "Procedure-Name":
                yield exposure(name, span, "procedure")
            case "Condition-Name":
                yield Condition(condition=concept(name, span), span=span)


class _Reader:
    """Thresholds and windows from the comparisons of a document."""

    def __init__(self, doc: Brat) -> None:
        self.doc = doc
        self.roles: dict[str, set[str]] = defaultdict(set)
        self.holders: dict[str, list[str]] = defaultdict(list)
        for id, event in doc.events.items():
            for role, x in event.arguments:
                self.roles[x].add(role)
                self.holders[x].append(id)
        for type_, a, b in doc.relations:
            if type_ in _TIMES:
                for x, y in ((a, b), (b, a)):
                    self.roles[x].add(type_)
                    self.holders[x].append(y)

    def comparisons(self) -> Iterator[Rule]:
        """A leaf for each comparison whose bounds and role are known."""
        for id, event in self.doc.events.items():
            if event.type == "Eq-Comparison" and event.trigger in self.doc.marks:
                yield from self._leaf(id, event)

    def _leaf(self, id: str, event: Event) -> Iterator[Rule]:
        mark, roles = self.doc.marks[event.trigger], self.roles[id]
        about = self._about(id)
        if "Numeric-Filter" in roles and (r := self._range(event, mark.text, None)):
            yield Threshold(measure=about, range=r, span=mark.hull)
        elif roles & _TIMES and (unit := self._unit(event)) and (r := self._range(event, mark.text, unit)):
            span = about.span or mark.hull
            yield Condition(condition=about, window=Window(range=r, span=mark.hull), span=span)

    def _values(self, event: Event, role: str, attribute: str) -> Iterator[str | None]:
        for r, x in event.arguments:
            if r == role:
                yield self.doc.attributes.get((x, attribute))

    def _unit(self, event: Event) -> str | None:
        found = set(self._values(event, "Temporal-Unit", "Eq-Temporal-Unit-Value"))
        return _UNITS.get(found.pop() or "") if len(found) == 1 else None

    def _range(self, event: Event, words: str, unit: str | None) -> Range | None:
        numbers = [_number(self.doc.marks[x].text) for r, x in event.arguments if r == "Value" and x in self.doc.marks]
        known = sorted({n for n in numbers if n is not None})
        operators = [op for op in self._values(event, "Operator", "Eq-Operator-Value") if op]
        if not known or None in numbers or _NO_BOUNDS.search(words):
            return None
        low, high = known[0], known[-1]
        try:
            if len(known) > 1:
                return between(low, True, high, True, unit)
            match operators[:1]:
                case ["GT" | "GTEQ" as op]:
                    return between(low, op == "GTEQ", None, None, unit)
                case ["LT" | "LTEQ" as op]:
                    return between(None, None, low, op == "LTEQ", unit)
                case ["EQ"]:
                    return between(low, True, low, True, unit)
        except ValidationError:
            pass
        return None

    def _about(self, id: str) -> Concept:
        """What the comparison is attached to: the first name is the concept, the others stand beside it."""
        found: list[Span] = []
        for holder in self.holders[id]:
            event = self.doc.events.get(holder)
            if event is None or event.type == "Eq-Comparison":
                continue
            if event.type == "Age":
                return concept("age")
            found += self._name_spans(event)
        if not found:
            return concept("?")
        mentions = [Mention(text=self.doc.text[s.start : s.end], span=s) for s in found]
        return concept(mentions[0].text.lower(), found[0]).model_copy(update={"also": tuple(mentions[1:])})

    def _name_spans(self, event: Event) -> list[Span]:
        names = [x for role, x in event.arguments if role in ("Name", "Modifies")]
        return [self.doc.marks[x].hull for x in (*names, event.trigger) if x in self.doc.marks]


def _number(words: str) -> float | None:
    words = words.strip()
    if words in _ROMAN:
        return _ROMAN[words]
    if words.lower() in _WORDS:
        return _WORDS[words.lower()]
    return float(words.replace(",", "")) if re.fullmatch(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", words) else None
