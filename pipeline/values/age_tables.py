"""Limits by age and sex: "maximum serum creatinine: 1 to < 2 years 0.6; 13 to < 16 years 1.5 (male), 1.4 (female)".

A table is read whole or not at all. Nothing else reads its words: as ages and values of their own they would be wrong.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from ...patterns.gate import Gated, View
from ...patterns.measures import measures
from ..logic.nodes import Rule, join, leaves_of, unread_part
from ..parts import Bounded, Note, Part, Quantity, Work
from ..shapes import span
from .age_rows import Limit, Row, last_of, rows, unit_of

_FLAGS = re.IGNORECASE
_MEASURED_HERE = Gated(r"creatinin|\bS?Cr\b", _FLAGS)
_MEASURED = "creatinine"
_BEFORE = re.compile(
    r"(?:(?:an?|the)\s+)?(?:(?:maximum|max\.?|upper\s+limits?\s+(?:of|for)|age-adjusted|normal|adequate)\s+(?:allow(?:ed|able)\s+)?){0,3}\Z",
    _FLAGS,
)
_SEXES = r"(?P<first>males?|females?|boys|girls)[\s,;/|-]+(?:and\s+)?(?P<second>males?|females?|boys|girls)\b"
_WORD = (
    r"(?:based\s+(?:up)?on|according\s+to|adjusted\s+for|as\s+(?:follows|below|listed|shown|per)|(?:in|per)\s+the|following|table|below|by|for|"
    r"ages?|sex|gender|and|or|maximum|max|serum|creatinine|levels?|values?|limits?|thresholds?|upper|normal|of|is|are|"
    r"must\s+be|should\s+be|no\s+(?:greater|more|higher)\s+than|not\s+(?:exceed(?:ing)?|greater\s+than)|less\s+than\s+or\s+equal\s+to|"
    r"\(?\s*(?P<unit>mg\s?/\s?dL|[µu]mol\s?/\s?L)\s*\)?|\(?(?:in\s+)?years\)?|patients?|the|a|defined\s+as|allowed|within)"
)
_TIME = (
    r"(?P<time>(?:(?:obtained|assessed|performed|measured|done)\s+)?within\s+\d{1,3}\s+(?:days|weeks)\s+(?:prior\s+to|before|of)\s+"
    r"(?:the\s+)?(?:study\s+)?(?:start|enrol+ment|registration|entry|screening|treatment)\b)"
)
_HEAD = re.compile(rf"(?:{_TIME}|[\s:;,./|()=≤•*-]|<\s?=|{_WORD}(?![\w])|{_SEXES})*", _FLAGS)
_BY_AGE = re.compile(r"\bage|[:;|\n]|\bfollows\b|\bno\s+\w+\s+than\b|≤|<\s?=", _FLAGS)
_TITLE = re.compile(rf"(?=.*\b(?:age|males?)\b){_HEAD.pattern}", _FLAGS | re.DOTALL)
""" "Age: maximum serum creatinine (mg/dL): male, female", as an item of its own."""
_TAIL = re.compile(r"(?:\bages?|\baged|\bfor|\bin|\bpatients?|\bof|[\s(≤<=])+\Z", _FLAGS)
_LEAST = 2
PATTERN = "patterns/measures/creatinine.toml"


Leaf = Callable[[str, Bounded, list[Note]], Part | None]
"""How a bounded measure becomes a leaf."""


class _Head(NamedTuple):
    """What a table limits: the words of the measure, and behind them the unit and the names of columns.

    ``time``: the words there that say when the measure is taken, empty where none do.
    No reader ties them to rows in one line.
    """

    start: int
    end: int
    words: tuple[int, int]
    unit: str | None
    columns: list[tuple[int, int]]
    time: tuple[int, int]


def find(text: str, view: View, criteria: list[Work], leaf: Leaf) -> None:
    """Reads the tables within criteria, and those whose rows are the items of a lead-in."""
    make = _Maker(text, leaf)
    items: dict[int, list[Work]] = {}
    for index, work in reversed(list(enumerate(criteria))):
        if work.parent is not None:
            items.setdefault(work.parent, []).append(work)  # the last first
        if work.given_up or work.kind == "exclusion" or _MEASURED_HERE.absent(view, work.start, work.end):
            continue
        for head in _heads(view, work):
            if work.lead_in and head.end == work.end:
                _over_items(view, work, head, items.get(index, [])[::-1], make)
                continue
            found = next((x for at in _starts(view, head) if (x := rows(view, at, work.end, head.columns, _LEAST))), [])
            if found and head.time[0] == head.time[1]:
                _take(work, head.start, make.part(head, found, head.words))
                break
            if (last := found[-1].end if found else last_of(view, head.end, work.end)) > head.end:
                _take(work, head.start, unread_part(text, head.start, last))
                break


def _starts(view: View, head: _Head) -> list[int]:
    """Where the first row may begin: what stands before a value or an age may be its own ("age ≤ 5 years")."""
    tail = _TAIL.search(view, head.words[1], head.end)
    return [tail.end() - len(tail.group().lstrip()), head.end] if tail else [head.end]


def _heads(view: View, work: Work) -> list[_Head]:
    """Where the words of a measure and those behind them may be the head of a table."""
    out: list[_Head] = []
    for m in work.known:
        if m.entry.name != _MEASURED or (out and m.start < out[-1].end):
            continue
        behind = _HEAD.match(view, m.end, work.end)
        assert behind is not None
        if _BY_AGE.search(view, m.end, behind.end()) is None:
            continue
        before = _BEFORE.search(view, max(work.start, m.start - 40), m.start)
        unit = unit_of(behind["unit"])
        columns = [behind.span(name) for name in ("first", "second") if behind[name]]
        out.append(
            _Head(
                before.start() if before else m.start,
                behind.end(),
                (m.start, m.end),
                unit,
                columns,
                behind.span("time") if behind["time"] else (behind.end(), behind.end()),
            )
        )
    return out


def _over_items(view: View, lead: Work, head: _Head, items: list[Work], make: "_Maker") -> None:
    """A lead-in whose items are rows; one of them may be the head of the columns, or stand over all others."""
    found: list[tuple[Work, list[Row]]] = []
    columns, unit = head.columns, head.unit
    for item in items:
        if item.tabled:
            lead.tabled = True
        elif (title := _TITLE.fullmatch(view, item.start, item.end)) is not None:
            unit = unit_of(title["unit"]) or unit
            columns = [title.span(name) for name in ("first", "second") if title[name]] or columns
            item.titles = True
        elif row := rows(view, item.start, item.end, columns, 1):
            found.append((item, row))
    if len(found) < _LEAST and not lead.tabled:
        for item in items:
            item.titles = False
        return
    lead.tabled = True
    lead.references += [(head.start, head.time[0]), (head.time[1], lead.end)]
    lead.known = [m for m in lead.known if m.end <= head.start]
    for item, row in found:
        _take(item, item.start, make.part(head._replace(unit=unit), row, None))


def _take(work: Work, start: int, part: Part) -> None:
    work.tables.append(part)
    work.references.append((start, part.end))
    work.known = [m for m in work.known if m.end <= start or part.end <= m.start]


class _Maker(NamedTuple):
    """Makes the leaves of a table."""

    text: str
    leaf: Leaf

    def part(self, head: _Head, found: list[Row], words: tuple[int, int] | None) -> Part:
        """The table as one part: any of its rows holds, each of them for an age."""
        of = [self._row(head.unit, row, words) for row in found]
        start, end = (found[0].start if words is None else head.start), found[-1].end
        first = next(x for x in leaves_of(of[0]) if _is_limit(x))
        return Part(start, end, words or (start, end), dict(first), pattern=PATTERN, rule=join("any", of))

    def _row(self, unit: str | None, row: Row, words: tuple[int, int] | None) -> Rule:
        ages = [self._threshold("age", q, None) for q in row.ages]
        return join("all", [*ages, join("any", [self._limit(unit, limit, words) for limit in row.limits])])

    def _limit(self, unit: str | None, limit: Limit, words: tuple[int, int] | None) -> Rule:
        where = (limit.start, limit.end)
        q = Quantity(*where, None, False, limit.value, True, limit.unit or unit, number=where, sign="<=")
        value = self._threshold(_MEASURED, q, words)
        if limit.sex is None or limit.sex_at is None:
            return value
        sex = {"op": "attribute", "name": "sex", "value": limit.sex, "span": span(*limit.sex_at)}
        return join("all", [sex, value])

    def _threshold(self, name: str, q: Quantity, words: tuple[int, int] | None) -> Rule:
        start = q.start if words is None else min(words[0], q.start)
        part = self.leaf(self.text, Bounded(start, q.end, q, name, words, measures()[name]), [])
        assert part is not None
        return part.leaf


def _is_limit(leaf: Rule) -> bool:
    return bool(leaf["op"] == "threshold" and leaf["measure"]["name"] == _MEASURED)
