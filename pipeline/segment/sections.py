"""From lines to sections: which heading each line stands under, and where a page's furniture begins."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from ...patterns.gate import Gated, Several
from .base import HEADING, Kind, Line, Section, Span
from .headings import Heading, asks_to_meet, chooses, content_ahead, is_topic, people_named, read_heading
from .informal import demand
from .lines import is_open, make_line, sequence
from .notes import is_page_foot
from .table import Table, kinds_behind
from .vocabulary import words

_VALUE = (
    r"(?:\d{1,3}\s(?:Years?|Months?|Weeks?|Days?)(?:[ -]old)?|\d{1,3}\.00\s(?:Year|Month|Day)\(s\)"
    r"|\d{1,3}\s?age\sold\s(?:over|under|not)|No\slimit"
    r"|no\s(?:minimum|maximum)\sage|Not\sapplicable|N/A|ALL|All|Both,\smale\sand\sfemale|Both|MALE|FEMALE|Male|Female|Yes|No)(?:\s\(.{0,40}\))?"
)
_FIELD = re.compile(_VALUE + "$")
_FIELDS = 2
"""As many values in a row are a registry's fields; "Female" alone may be a criterion."""
_LABELLED = re.compile(
    r"(?:\W{0,4}(?:Sex(?:es)?|Genders?|(?:Minimum|Maximum)\s+Age|Age\s+(?:Minimum|Maximum|From|To)|(?:Accepts\s+)?Healthy\s+Volunteers|(?:Lower|Upper)\s+Age\s+Limit|Participants\s+must\s+be\s+healthy)"
    rf"(?:\s+Eligible\s+for\s+Study)?[\s:*]{{1,9}}{_VALUE}){{1,4}}$|Both,\smale\sand\sfemale$",
    re.IGNORECASE,
)
_AGE_ITEM = re.compile(r"\W{0,4}(?:(?:minimum|maximum)\s+age|age\s+(?:minimum|maximum))[\s:]{1,3}\d", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|both|two|three|more)\b", re.IGNORECASE)
_FEW = 3
_NEAR = 6
"""Lines; an item and what is told of it take no more."""
_EMPHASIS = re.compile(r"[*_]{1,3}(?=\s)")
_COHORT = re.compile(r"\W{0,4}(?:cohort|arm|group|part|stratum|phase|sub-?study)\s\w{1,4}\b", re.IGNORECASE)
_NEXT = Gated(r"(?<=[.;])\s{1,3}(?P<head>[A-Z][^.:;\n]{3,90}:)")
_NEXT_LIST = Gated(r"(?<=[.;])\s{1,3}(?P<head>[A-Z][^.;()\d\n]{8,120}?[\s:]{1,3}\(?(?:i|1|a)\)\s)")
_OF_CRITERIA = re.compile(r"\bcriteri", re.IGNORECASE)
_BOXED = re.compile(r"\s*[<(【][^<>()【】]{3,60}[>)】]\s*:?\s*")
_STEP = re.compile(r"\W{0,4}(?:step|visit)\s\w{1,3}\b", re.IGNORECASE)
_COHORT_LIST = Gated(
    r"(?:(?P<label>[A-Z][^.:;()\n]{2,60}?)\s?:|[<(【](?P<boxed>[^<>()【】\n]{3,60})[>)】]:?)"
    r"\s{0,3}(?=[(\[]?(?:1\s?[.)\]、]|[ai]\))|①)"
)
"""A cohort's name before the list that is for it: "Case group: 1. gout; 2. age over 18", "<Controls> 1) healthy"."""
_BACK = re.compile(
    r"(?:\bThe\s{1,3})?(?:\b(?:Additional|Key|Main|Major|General|Other|Specific|Principal|Primary|Further|Patient|Subject|Study)\s{1,3}){0,2}$"
)
_SHORT = Gated(r"(?:(?<=[.;)\]])|(?<=[.;)\]]\s)|(?<=[.;)\]]\s\s))(?:INCLUSION|EXCLUSION|Inclusion|Exclusion)s?\s?:")
_BEFORE = re.compile(
    r"\b(?:any|the|all|of|following|other|meets?|meeting|these|those|to|per|and|or|fulfil\w*|no|not|with|as|by|from|an?|see)\s+$",
    re.I,
)


def split_sections(
    view: str,
    lines: list[Line],
    trusted: bool,
    headings: Sequence[tuple[int, int, int]] = (),
    columns: Sequence[tuple[Span, Span]] = (),
) -> list[Section]:
    """Return the sections in reading order. With `trusted` every line belongs to the eligibility text.

    A heading of the page's own that is none of ours ends a section under a heading of the same or a lower rank.
    """
    lines = _cut_headings(view, [line for line in lines if not is_page_foot(view, line)])
    heads = [_heading(view, *line) for line in zip(lines, [None, *lines], _items(lines), strict=False)]
    below = [*lines[1:], None][: len(lines)]
    alone = _demands_alone(view, lines, heads)
    heads = [head or _demand(view, line, next_, alone) for head, line, next_ in zip(heads, lines, below, strict=True)]
    sections = [Section("unknown", None, [], False, False)]
    cohort: str | None = None
    stopped = False
    marked = sorted(headings)
    rank = above = 0
    opener: Line | None = None
    table = Table(columns)
    for i, (line, head) in enumerate(zip(lines, heads, strict=True)):
        level = _level(line, marked)
        above = level or above
        if level and not head and sections[-1].said and level <= rank and _leads_elsewhere(view, line):
            stopped = True
        if head and sections[-1].kind == "exclusion" and sections[-1].said and asks_to_meet(view, line.start, line.end):
            head = None if _ALL.search(view, line.start, line.end) else head._replace(kind="exclusion")
        if (
            head
            and sections[-1].kind == "inclusion"
            and sections[-1].said
            and chooses(view, head, line.start, line.end)
        ):
            head = None  # what it says of its items is their lead-in's
        if head and head.role == "stop":
            if trusted or _is_within(sections[-1], lines[i + 1 : i + _NEAR], heads[i + 1 : i + _NEAR]):
                pass
            elif not line.marker or _counts_on(sections[-1], opener, line):
                stopped = True
                continue
            head = None
        if head:
            opener = line
            stopped, rank = False, above
            sections.append(_open(head, cohort))
            of_column = table.opens(line, sections[-1])
            if i and not of_column and _columns(view, line, head, lines[i - 1], heads[i - 1]):
                sections[-1] = sections[-1]._replace(kind="unknown")
            if head.role == "section" and chooses(view, head, line.start, line.end) and head.end == line.end:
                sections[-1].lines.append(line)
            if head.end < line.end:
                _content(view, line, head, sections[-1], below[i])
        elif not stopped:
            after = heads[i + 1] if i + 1 < len(heads) else None
            if after and after.role == "section" and _is_cohort(view, line):
                cohort = view[line.start : line.end].strip(
                    " :-*_#()<>【】" if _BOXED.fullmatch(view, line.start, line.end) else " :-*_#"
                )
            elif after and after.role == "section" and _is_step(view, line):
                pass
            elif not trusted and sections[-1].said and all(_is_field(view, field) for field in lines[i : i + _FIELDS]):
                stopped = True
            elif not _is_labelled(view, line, sections[-1]) and (sections[-1].said or not level):
                line = line._replace(marker=HEADING) if level else line
                if over := table.over(line, sections[-1]):
                    sections.append(over)
                sections[-1].lines.append(line)
    return [section for section in kinds_behind(sections) if section.lines]


def _is_within(section: Section, lines: list[Line], heads: list[Heading | None]) -> bool:
    """Whether the numbers of a section's items run on in the lines below ("2. Gout", "Rationale: ...", "3. Cough")."""
    last = next((line for line in reversed(section.lines[-_NEAR:]) if line.value), None)
    for line, head in zip(lines, heads, strict=True):
        if last is None or (head and head.role != "stop"):
            return False
        if line.value:
            return (line.marker, line.indent, line.value) == (last.marker, last.indent, last.value + 1)
    return False


def _counts_on(section: Section, opener: Line | None, line: Line) -> bool:
    """Whether a heading's number follows that of the heading above ("3. Exclusion criteria", "4. End points")."""
    if opener is None or (opener.marker, opener.indent, opener.value + 1) != (line.marker, line.indent, line.value):
        return False
    return all(item.marker != line.marker for item in section.lines)


def _is_labelled(view: str, line: Line, section: Section) -> bool:
    """Whether a line is a registry's own field with its label; an age among a section's items is one of them."""
    if _LABELLED.match(view, line.start, line.end) is None:
        return False
    return not (line.marker and section.said and _AGE_ITEM.match(view, line.start, line.end))


def _is_field(view: str, line: Line) -> bool:
    """Whether a line is the value of a registry's own field, copied without its label."""
    return not line.marker and bool(_FIELD.match(view, line.start, line.end))


def _items(lines: list[Line]) -> list[int | None]:
    """The indent of the bullet or number that each line stands below, without a blank line between them."""
    out: list[int | None] = []
    indent = None
    for line in lines:
        indent = None if line.gap else indent
        out.append(indent)
        indent = line.indent if line.marker else indent
    return out


def _heading(view: str, line: Line, above: Line | None, item: int | None) -> Heading | None:
    """What a line says as a heading; below a full line it must be one from end to end, below an open one it is none.

    ``item``: the indent of the bullet above. What goes on in small letters right of it is the item's ("before study",
    "inclusion"); behind a comma, or with their colon, a heading's own words with their capital still open a section.
    """
    lower = view[line.start : line.start + 1].islower()
    goes_on = above is not None and not line.marker and is_open(view, above.start, above.end)
    inside = item is not None and not line.marker and line.indent > item
    if (goes_on or inside) and lower and not line.gap:
        return None
    if not line.wrapped or above is None:
        head = read_heading(view, line.start, line.end, bool(line.marker))
        return None if goes_on and head and head.role == "stop" else head
    if not view[line.start].isupper() or (goes_on and view[above.end - 1] != "," and view[line.end - 1] != ":"):
        return None
    head = read_heading(view, line.start, line.end, True)
    return head if head and head.role == "section" and head.end == line.end else None


def _demands_alone(view: str, lines: list[Line], heads: list[Heading | None]) -> bool:
    """Whether "Subjects must have:" and "Subjects must not have:" are all the headings that a text has."""
    if any(head and head.role in ("section", "requirement") for head in heads):
        return False
    return {"inclusion", "exclusion"} <= {demand(view[line.start : line.end]) for line in lines if not line.marker}


def _demand(view: str, line: Line, below: Line | None, alone: bool) -> Heading | None:
    """A line over others that are no items of it, or over all that there is."""
    if below is None or line.marker or (not alone and (below.marker or below.indent > line.indent)):
        return None
    kind = demand(view[line.start : line.end])
    return Heading("section", kind, None, line.end) if kind else None


def _columns(view: str, line: Line, head: Heading, above: Line, other: Heading | None) -> bool:
    """Whether two headings stand beside each other over the columns of a table, so that neither says a line's kind."""
    if other is None or line.gap or {head.role, other.role} != {"section"} or head.kind == other.kind:
        return False
    return all(
        len(words.split()) <= _FEW and not {*":|"} & {*words}
        for words in (view[a.start : a.end] for a in (line, above))
    )


def _level(line: Line, headings: Sequence[tuple[int, int, int]]) -> int:
    """The rank of the heading that the line stands in; 0 where it is none. `headings` are in order."""
    i = bisect_right(headings, line.start, key=lambda h: h[0])
    return headings[i - 1][2] if i and line.start < headings[i - 1][1] else 0


def _leads_elsewhere(view: str, line: Line) -> bool:
    phrase = view[line.start : line.end]
    return not is_topic(phrase) and not people_named(phrase)


def _open(head: Heading, cohort: str | None) -> Section:
    kind: Kind = "inclusion" if head.role == "requirement" else head.kind
    said = head.role in ("section", "aside")
    return Section(kind, head.group or cohort, [], said, head.role == "requirement", head.role == "aside")


def _content(view: str, line: Line, head: Heading, section: Section, below: Line | None) -> None:
    emphasis = _EMPHASIS.match(view, head.end, line.end)
    start = emphasis.end() if emphasis else head.end
    rest = make_line(view, start, line.end, True, False, sequence())
    again = read_heading(view, rest.start, rest.end) if rest.start < rest.end else None
    if again is not None and again.role == "section" and (again.kind, again.end) == (head.kind, rest.end):
        return  # "Inclusion criteria: patients must meet all of the following:"
    column = line.column + start - line.start + rest.indent
    indent = column if below is not None and below.indent == column else line.indent
    if rest.start < rest.end and re.search(r"\w", view[rest.start : rest.end]):
        section.lines.append(rest._replace(indent=indent, column=indent + 1))


def _is_cohort(view: str, line: Line) -> bool:
    """Whether the line above a heading of a kind names the cohort that the heading is for."""
    name = view[line.start : line.end].rstrip(" *_")
    if len(name) > 150:
        return False
    if line.gap and name.isupper() and set(name.lower().split()) <= words().people:
        return True
    if _BOXED.fullmatch(name):
        return people_named(name)
    if name.endswith(":"):
        return any(part in words().people for part in name.lower().rstrip(" :").split())
    return not line.marker and bool(_COHORT.match(name)) and people_named(name)


def _is_step(view: str, line: Line) -> bool:
    """Whether the line above a heading of a kind says at which step of the study it is asked: "Step 2 (Screening)"."""
    phrase = view[line.start : line.end]
    return not line.marker and _STEP.match(phrase) is not None and is_topic(phrase)


def _cut_headings(view: str, lines: list[Line]) -> list[Line]:
    """Cut lines before a heading that stands within them ("... years Exclusion criteria: 1. ...")."""
    out: list[Line] = []
    for line in lines:
        rest = line
        for at in sorted({*_inner_headings(view, line), *_cohort_lists(view, line)}):
            if at - rest.start >= 3:
                end = rest.start + len(view[rest.start : at].rstrip())
                out.append(rest._replace(end=end))
                rest = make_line(view, at, line.end, True, False, sequence())._replace(indent=line.indent)
        out.append(rest)
    return out


def _cohort_lists(view: str, line: Line) -> list[int]:
    """Where within a line a cohort's name begins and ends before the list that is for it."""
    found: list[int] = []
    for m in () if line.marker else _COHORT_LIST.finditer(view, line.start, line.end):
        which = "label" if m["label"] else "boxed"
        before = view[line.start : m.start()].rstrip()
        if (before and before[-1] not in ".;:；。：") or words().core.search(view, *m.span(which)):
            continue
        if people_named(m[which]) and read_heading(view, m.start(), m.end()) is None:
            found += [m.start(), m.end()]
    return found


def _next_headings(view: str, start: int, end: int) -> list[int]:
    """Where sentences behind a heading are headings themselves ("Suitable if: ... . Not suitable if: ...")."""
    found = []
    for next_ in _NEXT.finditer(view, start, end):
        head = read_heading(view, next_.start("head"), next_.end("head"))
        leaves = head and head.role == "aside" and _OF_CRITERIA.search(next_["head"])
        if head and (head.role == "section" or leaves) and head.end == next_.end("head"):
            found.append(next_.start("head"))
    for next_ in _NEXT_LIST.finditer(view, start, end):
        head = read_heading(view, next_.start("head"), next_.end("head"))
        if head and head.role == "section":
            found.append(next_.start("head"))
    return sorted(found)


def _behind(view: str, head: Heading, line: Line) -> int:
    """Where a heading of a kind stands right behind one of none ("Eligibility: patients must:"), or 0."""
    start = line.end - len(view[head.end : line.end].lstrip())
    again = read_heading(view, start, line.end) if head.end < start < line.end else None
    return start if again and again.role == "section" and again.end < line.end else 0


@cache
def _any_inner() -> Several:
    return Several(words().core, _SHORT, _NEXT, _NEXT_LIST)


def _inner_headings(view: str, line: Line) -> list[int]:
    if _any_inner().absent(view, line.start, line.end):
        return []
    plain = words().core.absent(view, line.start, line.end) and _SHORT.absent(view, line.start, line.end)
    if (
        plain
        and _NEXT.search(view, line.start, line.end) is None
        and _NEXT_LIST.search(view, line.start, line.end) is None
    ):
        return []
    own = read_heading(view, line.start, line.end, bool(line.marker))
    if own and own.role == "general" and (inner := _behind(view, own, line)):
        return [inner, *(_next_headings(view, inner, line.end) if plain else ())]
    found = _next_headings(view, own.end, line.end) if own and own.role == "section" else []
    if plain:
        return found
    begin = own.end if own else line.start + 3
    found += [m.start() for m in _SHORT.finditer(view, begin, line.end)]
    for core in words().core.finditer(view, begin, line.end):
        before = view[max(line.start, core.start() - 60) : core.start()]
        back = _BACK.search(before)
        at = core.start() - len(back.group()) if back else core.start()
        lead = view[max(line.start, at - 30) : at]
        if not view[at].isupper() or not (lead[-1:].isspace() or lead[-1:] in ".;)]") or _BEFORE.search(lead):
            continue
        head = read_heading(view, at, line.end)
        if head and (view[head.end - 1 : head.end] == ":" or content_ahead(view, core.group(), core.end(), line.end)):
            found.append(at)
    return sorted(set(found))
