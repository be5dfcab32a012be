"""Marks that one line alone does not bear out: "1 Adults", "2-Gout", "3、Gout", "A4. Gout", "#5 Gout", "> Gout"."""

import re
from itertools import groupby
from typing import NamedTuple

_MARK = re.compile(
    r"\s{0,40}(?:\|\s{0,9})?(?P<mark>(?P<number>\d{1,2})"
    r"(?:\s?(?P<sign>[-/](?=\s{0,9}[^\W\d])|[,:|](?=\s{0,9}\S))\s{0,9}|(?P<alone>\s*$)|\s{1,9}(?=[A-Z<>≥≤]))"
    r"|(?![IE]\d)[A-Z](?P<coded>\d{1,2})[.):](?=\s)\s{0,9}"
    r"|#\s?(?P<hashed>\d{1,2})[.):]?\s{1,9}(?=\S)"
    r"|(?P<point>>(?=\s{1,9}[^\W\d])|\+(?=\s))\s{0,9})"
)
_ALONE, _HASHED = "1 alone", "#1"
_ENOUGH, _ENOUGH_ALONE = 3, 2
"""So many lines in a row show that a sign is a mark (a number with a line to itself or a hash sooner); where they do,
two more in a row count as well."""


class Mark(NamedTuple):
    """The style of a mark, what it counts (0 for a bullet), and the offset behind it."""

    style: str
    value: int
    end: int


def marks_in_a_row(view: str, lines: list[tuple[int, int]]) -> dict[int, Mark]:
    """The marks of lines (start and end of each) that others in a row bear out, by the offset of their first sign.

    >>> list(marks_in_a_row("1 Adults\\n2 Gout\\n3 Consent", [(0, 8), (9, 15), (16, 25)]))
    [0, 9, 16]
    >>> marks_in_a_row("1 relapse\\n12 months\\n> 3 lesions", [(0, 9), (10, 19), (20, 31)])
    {}
    """
    found = [(m.start("mark"), _mark(m)) for a, b in lines if (m := _MARK.match(view, a, b))]
    out: dict[int, Mark] = {}
    for style, same in groupby(sorted(found, key=lambda place: place[1].style), key=lambda place: place[1].style):
        rows = _rows(list(same))
        if max(map(len, rows)) >= (_ENOUGH_ALONE if style in (_ALONE, _HASHED) else _ENOUGH):
            out.update(place for row in rows if len(row) > 1 for place in row)
    return out


def _mark(found: re.Match[str]) -> Mark:
    if found["point"]:
        return Mark(found["point"], 0, found.end())
    if found["hashed"]:
        return Mark(_HASHED, int(found["hashed"]), found.end())
    if found["coded"]:
        return Mark("A1", int(found["coded"]), found.end())
    style = _ALONE if found["alone"] is not None else "1" + (found["sign"] or " ")
    return Mark(style, int(found["number"]), found.end())


def _rows(places: list[tuple[int, Mark]]) -> list[list[tuple[int, Mark]]]:
    """The marks of one style, parted where they count anew, from 1 or, where 1 stands behind a heading, from 2."""
    rows: list[list[tuple[int, Mark]]] = [[]]
    due = 0
    for place in places:
        value = place[1].value
        if value != due and value in (1, 2):
            rows.append([])
        if value in (1, 2, due):
            rows[-1].append(place)
            due = value and value + 1
    return rows
