"""From text to lines: indent, bullet or number, and whether a line was wrapped from the one above."""

import re

from ...patterns.alternation import one_of
from ..view import CIRCLED
from .base import Line
from .marks import Mark, marks_in_a_row

_SIGNS = (
    "*•●○◦▪▫■□►▶▸➢➤➔✓✔☑✅✗✘☒❌☐❑❒❏·‣⁃§∙⋅⚫⦁◆◇♦❖★☆→⇒»¤・･"
    "\uf06e\uf075\uf076\uf0a7\uf0a8\uf0d8\uf0e0\uf0fc"  # Wingdings
)
_BULLET = re.compile(
    rf"(?!\*\w+ ?\*)(?P<bullet>[-{_SIGNS}]|-{{1,2}}>|=>(?!\s?\d)|--(?=\s)|[o#](?=[ \t]))"
    rf"(?P<glued>(?=[^\s*\d>-])|(?=\s|$)|(?=\d))\s{{0,40}}"
)
_BOXES = re.compile(r"(?:[\[(]\s?[\])]\s?(?:Yes|No)\s{1,9}){1,2}", re.IGNORECASE)
"""The empty boxes of a form that asks about each item."""
_NUMBER = re.compile(
    r"(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s{1,40}(?=[A-Za-z(≥≤<>])"
    r"|[\[(]?(?P<num>\d{1,3})\s?(?:[.)\]](?!\.$)\.?(?=\s|[^\W\d]|[(≥≤<>]|$)|\)(?=\d))\s{0,40}"
    r"|(?P<dashed>\d{1,2})\s?-\s{0,9}(?=[A-Z])"
    r"|[IE]C?[ -]?(?P<deep>\d{1,2}(?:\.\d{1,2}){1,2})[.):]?\s{1,40}(?=[A-Za-z(≥≤<>])"
    r"|(?P<code>(?:I|E|IC|EC|IN|EX|(?i:inc|exc|incl|excl|inclusion|exclusion)\.?(?:\s(?:No|Number|Criterion)\.?)?)"
    r"[ -]?#?\d{1,2})"
    r"(?:\s?[.:)|]|\s-(?=\s)|(?<=[A-Zxc]\d\d)|(?<=[IE]C-\d)|(?<=(?i:ncl|xcl|inc|exc)\d))\s{1,40}"
    rf"|(?P<circled>[{CIRCLED}])\s{{0,9}}"
    r"|\(?(?P<alpha>[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})\s?(?:\)|\.(?=\s))\s{0,40})"
)
_OPEN_WORDS = (
    "and", "or", "of", "the", "with", "to", "an", "in", "for", "by", "on", "at", "from", "as", "that", "which", "who",
    "is", "are", "be", "within", "than", "per", "least", "most", "any", "other", "no", "not", "must", "should", "have",
    "has", "been", "was", "were", "their", "his", "her", "using", "without", "between", "due", "because", "before",
    "after", "since", "until", "during",
)  # fmt: skip
_OPEN_END = re.compile(
    rf"(?:,|[^\s]-|/|\(|[<>≤≥=]|\b(?:{one_of(_OPEN_WORDS)}|(?-i:a)|least\sone|"
    r"(?<!\bor\s)(?<!\band\s)(?:under|over|above|below)))$",
    re.I,
)
_CLOSING = frozenset(".:;)]%0123456789")
"""Signs behind which nothing is open."""
_JOINS_ITEMS = re.compile(r"(?:,|\b(?:and|or))$", re.IGNORECASE)
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_LETTER_GAP = 2
_LETTER_GAP_BEFORE_CAPITAL = 5
_NARROW, _WIDE = 60, 180
_WORD = re.compile(r"\S{1,200}")
_CELL = re.compile(r"\d{1,3}[.)]?\s{0,9}\|\s{0,9}(?=\S)")
"""The first cell of a row, which only numbers it."""
_RANK = re.compile(r"#{2,6}\s{1,9}")
"""Before a heading of CommonMark, below the first."""


def split_lines(view: str, start: int, end: int) -> list[Line]:
    """Return the lines between two offsets that hold anything, in order."""
    raw: list[tuple[int, int, bool]] = []
    gap, at = True, start
    while at < end:
        stop = view.find("\n", at, end)
        stop = end if stop < 0 else stop
        if view[at:stop].strip():
            raw.append((at, stop, gap))
            gap = False
        else:
            gap = True
        at = stop + 1
    seen = _Sequence(marks_in_a_row(view, [(a, b) for a, b, _ in raw]))
    lines = []
    for a, b, gap in raw:
        seen.enclosed, seen.open = (0, False) if gap else (seen.enclosed, seen.open)
        lines.append(make_line(view, a, b, gap, False, seen))
        seen.enclosed = max(0, seen.enclosed + view.count("(", a, b) - view.count(")", a, b))
        end = a + len(view[a:b].rstrip())
        seen.open = is_open(view, a, end) and not _JOINS_ITEMS.search(view, max(a, end - 5), end)
    return _find_wrapped(view, lines)


def _find_wrapped(view: str, lines: list[Line]) -> list[Line]:
    """Mark the lines whose first word had no room above, where the text was wrapped at one column."""
    lengths = [line.column + line.end - line.start for line in lines]
    widest = max(lengths, default=0)
    if not _NARROW <= widest <= _WIDE:
        return lines
    full = [False]
    for above, line in zip(lengths, lines[1:], strict=False):
        word = _WORD.match(view, line.start, line.end)
        full.append(not line.gap and above + 1 + (len(word.group()) if word else 0) > widest)
    # Lines that go on in lower case must bear the column out.
    going_on = [i for i, line in enumerate(lines) if not line.marker and not line.gap and goes_on(view, line.start)]
    borne_out = sum(full[i] for i in going_on)
    if not borne_out or borne_out * 2 < len(going_on):
        return lines
    return [line._replace(wrapped=is_full) for line, is_full in zip(lines, full, strict=True)]


def goes_on(view: str, at: int) -> bool:
    """Whether the word at an offset goes on in lower case; "eGFR" and "pH" may open a criterion."""
    return view[at].islower() and not view[at + 1 : at + 2].isupper()


def is_open(view: str, start: int, end: int) -> bool:
    """Whether words end where no sentence does ("according to", "at least")."""
    tail = view[max(start, end - 20) : end]
    return tail[-1:] not in _CLOSING and _OPEN_END.search(tail) is not None


def make_line(view: str, start: int, end: int, gap: bool, wrapped: bool, seen: "_Sequence") -> Line:
    """Read one line's indent and marker; `start` and `end` of the result enclose its words alone."""
    at = start
    while at < end and view[at].isspace():
        at += 1
    indent = at - start
    if view.startswith("|", at):  # a row of a table
        row = view[at:end].rstrip("| ")
        end = at + len(row)
        at = end - len(row.lstrip("| "))
        if cell := _CELL.match(view, at, end):
            at = cell.end()
    if rank := _RANK.match(view, at, end):
        at, gap = rank.end(), True
    if boxes := _BOXES.match(view, at, end):
        at = boxes.end()
    marker, value = "", 0
    for _ in range(3):  # "-  1. " and "• - " are met
        style, number, after = _marker(view, at, end, seen)
        if not style:
            break
        if not marker:
            marker, value = style, number
        at = after
    while end > at and view[end - 1].isspace():
        end -= 1
    return Line(at, end, indent, at - start, marker, value, gap, wrapped)


def _marker(view: str, at: int, end: int, seen: "_Sequence") -> tuple[str, int, int]:
    if mark := seen.rows.get(at):
        return mark
    if found := _BULLET.match(view, at, end):
        return found["bullet"], 0, found.end()
    if found := _NUMBER.match(view, at, end):
        if found["alpha"]:
            capital = view[found.end() : found.end() + 2].istitle()
            shape = ("(" if found.group().startswith("(") else "") + view[found.end("alpha")]
            style, value = seen.letter(found["alpha"], shape, capital)
            return style, value, found.end() if style else at
        if dotted := found["dotted"] or found["deep"]:  # "2.3", "E2.3"
            stem, _, last = dotted.rpartition(".")
            style = "1" + ".1" * dotted.count(".")
            return (style, int(last), found.end()) if seen.dotted(stem, int(last)) else ("", 0, at)
        if found["circled"]:
            return "①", 0, found.end()
        if found["dashed"]:
            value = int(found["dashed"])
            return ("1-", value, found.end()) if seen.dashed(value) else ("", 0, at)
        value = int(found["num"] or 0)
        shape = "(1)" if found.group().startswith("(") else "1)" if ")" in found.group() else "1"
        return (shape, value, found.end()) if seen.number(shape, value) else ("", 0, at)
    return "", 0, at


class _Sequence:
    """Tells "a." and "i)" that count from "E. coli" and "C. difficile": a letter counts only in its turn.

    ``rows`` are the marks that lines in a row bear out; ``enclosed`` counts the brackets that lines above left open,
    for one of which "2)" may be the end ("visit 1 (day" on one line, "2)" on the next); ``open``: the line above is.
    """

    def __init__(self, rows: dict[int, Mark] | None = None) -> None:
        self._last: dict[str, int] = {}
        self.rows = rows or {}
        self.enclosed = 0
        self.open = False

    def letter(self, word: str, shape: str, capital: bool) -> tuple[str, int]:
        """The style and value of a letter or roman number; ("", 0) where it does not count."""
        low = word.lower()
        for style, value in (("i", _ROMAN.get(low, 0)), ("a", ord(low) - 96 if len(low) == 1 else 0)):
            case = "A" if word.isupper() else "a"
            key = (style if case == "a" else style.upper()) + shape
            due = self._last.get(key, 0)
            gap = _LETTER_GAP_BEFORE_CAPITAL if capital else _LETTER_GAP
            if value == 1 and style == "i" and self._last.get(case + shape) == 8:
                continue  # "h)" stood before this "i)"
            second = value == 2 and shape.endswith(")") and style == "a"  # the first stands behind its heading
            closes = shape == ")" and self.enclosed > 0
            if ((value == 1 or second) and not closes) or (due and due < value <= due + gap):
                self._last[key] = value
                return key, value
        return "", 0

    def number(self, shape: str, value: int) -> bool:
        """Whether a number counts: any, but for one that may end a bracket or go on a line, and has not its turn."""
        last = self._last.get(shape, 0)
        counts = last == value - 1 or not ((self.enclosed and shape == "1)") or (self.open and value > 1))
        if counts:
            self._last[shape] = value
        return counts

    def dotted(self, stem: str, last: int) -> bool:
        """Whether "2.3" follows "2.2" or opens with "2.1"; otherwise it is a measured value."""
        counts = last == 1 or self._last.get(stem) == last - 1
        if counts:
            self._last[stem] = last
        return counts

    def dashed(self, value: int) -> bool:
        """Whether "2- " follows "1- "; otherwise it is part of a word ("12-Lead")."""
        counts = value == 1 or self._last.get("1-", 0) == value - 1 > 0
        if counts:
            self._last["1-"] = value
        return counts


def sequence() -> "_Sequence":
    """A fresh memory of the letters that have counted so far."""
    return _Sequence()
