"""Turns bounded measures and mentions into leaves of the contract, as plain dictionaries."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ...patterns.measures import Measure
from ..naming import abbreviations, allergies, staged, substances
from ..naming.heads import normal
from ..parts import Bounded, Cue, Mention, Note, Part, Quantity
from ..shapes import concept, range_of, span
from ..timing.lists import done_once, listed

ROLES = {"drug": "drug", "drug_class": "drug_class", "vaccine": "vaccine", "study": "study", "therapy": "therapy"}
_KIND_OF_SAME = re.compile(r"(?:\s*(?:,|/|\b(?:and|or)\b))+\s*", re.IGNORECASE)
_STATUS = {"PAST": "past", "CURRENT": "current", "PLANNED": "planned"}
_GRADES = (
    "CTCAE grade", "tumor grade", "grade", "disease stage", "NYHA", "C-SSRS", "T category", "N category", "M category",
    "hospitalizations", "emergency department visits",
)  # fmt: skip
_BEFORE_GRADE = re.compile(r"\s*,?\s*(?:of\s+)?")
_OF_GRADE = re.compile(r"\s+of\s+(?:(?:an?|WHO|CTCAE|type|severity)\s+)*", re.IGNORECASE)
_OR_GRADE = re.compile(r"\s*,?\s*or\s+(?:(?:of|a|any)\s+)*", re.IGNORECASE)
_GRADED = re.compile(r"[\s(\-]*(?:of|for)?[\s]*")
_THERAPY = re.compile(
    r"(?:therapy|diet|exercise|training|treatment|counseling|rehabilitation|program(?:me)?|nutrition|oxygen)$"
)
_GOING_ON = re.compile(r"current(?:ly)?|concurrent|ongoing|(?:currently\s+)?being\s+treated\s+for", re.IGNORECASE)
_NEXT_ALIKE = re.compile(
    r"[\"”]?[)\]]?\s*(?:,|,?\s*(?P<last>/|\b(?:and|or)\b))\s*(?:(?:any|an?|other)\s+)*", re.IGNORECASE
)
"""The bracket closes behind the first name's abbreviation."""
_BY = re.compile(
    r"\s*[(,]?\s*(?:as\s+)?(?:(?:measured|assessed|determined|estimated)\s+)?(?:by|on|via|using|at)\s+(?:(?:an?|the)\s+)?"
    r"|\s*\(\s*(?:(?:the|an?)\s+)?(?:mean|average|median)\s+(?:of|from|on)\s+(?:[\w-]+\s+){0,2}"
)
_NEXT = re.compile(r"\s*,\s*or\b", re.IGNORECASE)
_TAKEN = re.compile(r"\b(?:on|receiving|taking|using)\s+$", re.IGNORECASE)
""" "Planned surgery, or on dialysis": what goes on is not planned."""
_BEFORE_ABBREVIATION = re.compile(
    r"\s*[(\[]\s*(?:(?:i\.?\s?e\b\.?|a\.?k\.?a\b\.?|(?:also\s+)?(?:known|referred\s+to|called|marketed|sold)\s+as|(?:trade|brand)\s+name|"
    r"also\s+called|abbreviated(?:\s+as)?|hereafter|hereinafter)[\s,:]*)?[\"“”'‘’«]?\s*",
    re.IGNORECASE,
)
_BEHIND_ABBREVIATION = re.compile(r"[\"“”'’»]?\s?(?P<sign>[)\],;])")
_SLASH = re.compile(r"\s?/\s?")


def _unit(q: Quantity, measure: Measure | None) -> str | None:
    if q.relative or q.unit is not None:
        if q.unit == "10*9/L" and measure is not None and measure.unit in ("g/dL", "g/L"):
            return "g/L"
        return q.unit
    if measure is None or measure.unit == "1":
        return "1"
    if measure.unit == "%" and "1" in measure.units and max(q.lower or 0, q.upper or 0) <= 1:
        return "1"
    return "a" if measure.unit == "a" and measure.name.startswith("age") else None


def _canonical(q: Quantity, unit: str | None, measure: Measure | None) -> tuple[str | None, tuple[float, float] | None]:
    """The measure's canonical unit, and the line that leads there from the unit as written."""
    if unit is None or q.relative:
        return None, None
    if measure is None:
        return unit, (1, 0) if unit == "1" else None
    return measure.unit, measure.line_from(unit)


def threshold(text: str, b: Bounded, notes: list[Note]) -> Part | None:
    """The leaf of a bounded measure; None (with a warning) where its bounds contradict each other."""
    q, measure = b.quantity, b.measure
    if q.lower is not None and q.upper is not None and q.lower > q.upper:
        notes.append(Note("contradictory_bounds", f"{b.name}: {q.lower} to {q.upper} holds no value", (q.start, q.end)))
        return None
    unit = _unit(q, measure)
    canonical, line = _canonical(q, unit, measure)
    words = b.words
    what = {"name": b.name} if words is None else concept(text, *words, b.name, measure.codes if measure else ())
    leaf = {
        "op": "threshold", "measure": what, "range": range_of(q, unit, canonical, line),
        "relative_to": q.relative, "span": span(b.start, b.end),
    }  # fmt: skip
    _repairs(text, b, leaf, notes)
    pattern = measure.pattern if measure else b.known
    return Part(b.start, b.end, words or (q.start, q.end), leaf, pattern=pattern, value=(q.start, q.end))


def _repairs(text: str, b: Bounded, leaf: dict[str, Any], notes: list[Note]) -> None:
    q, where = b.quantity, (b.quantity.start, b.quantity.end)
    said = {
        "decimal_comma": "a decimal comma is read as a point",
        "lost_exponent": "a power of ten lost its sign",
        "thousands_point": "a point parts thousands",
        "lost_sign": "the sign may have been ≥ or ≤ before the text was converted",
    }
    signless = q.sign == "=" and b.measure is not None and b.measure.unit != "1"
    for code in (*q.repairs, "lost_sign") if signless else q.repairs:
        notes.append(Note(code, f"{text[slice(*where)]!r}: {said[code]}", where))
    canonical = leaf["range"].get("canonical")
    if canonical and b.measure:
        low, high = b.measure.plausible
        values = [canonical[k]["value"] for k in ("lower", "upper") if canonical[k] is not None]
        if any(not low <= v <= high for v in values):
            message = f"{b.name}: {text[slice(*where)]!r} lies outside {low:g} to {high:g} {b.measure.unit}"
            notes.append(Note("implausible_value", message, where))


def named(text: str, view: str, mentions: list[Mention], end: int) -> list[Part]:
    """The leaves of the mentions of a criterion that ends at ``end``.

    An abbreviation or brand in brackets joins the name before it."""
    out: list[Part] = []
    reader = allergies.Allergies(text, view)
    for m in mentions:
        if m.kind == "judgement":
            continue
        if out and _restates(view, out[-1], m):
            out[-1].also.append((m.start, m.end))
            continue
        part = _part(text, view, m)
        part.cues, part.shares = list(m.cues), m.shares
        reader.add(out, part, m)
    return [_with_also(text, p) for p in substances.abused(view, reader.finish(out, end))]


def _part(text: str, view: str, m: Mention) -> Part:
    focus, common = (m.start, m.end), {"span": span(m.start, m.end)}
    if m.kind == "attribute":
        name, value = m.name.split("=", 1)
        return Part(*focus, focus, {"op": "attribute", "name": name, "value": value, **common}, pattern=m.pattern)
    what = concept(text, m.start, m.end, m.name, m.codes)
    if m.kind == "condition":
        if (to := substances.of(text, view, m)) and (word := substances.abuse(view, m)):
            what = concept(text, *word, "substance abuse", m.codes)
        leaf = {"op": "condition", "condition": what, **to, **common}
        return Part(*focus, focus, leaf, pattern=m.pattern)
    role = ROLES.get(m.kind) or ("therapy" if _THERAPY.search(m.name) else "procedure")
    return Part(*focus, focus, {"op": "exposure", "role": role, "agent": what, **common}, pattern=m.pattern)


def _restates(view: str, before: Part, m: Mention) -> bool:
    """ "teriflunomide (Aubagio®)", "multiple sclerosis (MS)", "filgrastim (G-CSF)": one leaf, not two."""
    if m.kind == "drug" and _SLASH.fullmatch(view, before.end, m.start):  # "warfarin/Coumadin"
        return bool(before.leaf.get("role") == m.kind and before.leaf["agent"]["name"] == m.name)
    if view[before.end : m.start].isspace() and _again(view, before, m):
        return True
    closing = _BEHIND_ABBREVIATION.match(view, m.end)
    if closing is None or not _BEFORE_ABBREVIATION.fullmatch(view, before.end, m.start):
        return False
    if before.leaf["op"] == m.kind == "attribute":
        return bool(m.name == f"{before.leaf['name']}={before.leaf['value']}")
    if (key := _last_named(before)) is None:
        return False
    what, said = before.leaf[key], view[before.start : before.end]
    if what["name"] == m.name or (before.leaf.get("role"), m.kind) == ("drug", "drug_class"):
        return closing["sign"] in ")]" or view[m.start : m.end].isupper()
    written = view[m.start : m.end].removesuffix("s")
    if len(written) < 2 or sum(c.isupper() for c in written) < 2:
        return False
    initials = "".join(w[0] for w in re.findall(r"[a-z]+", said.lower()))
    short = written.lower()
    same = short == initials or (len(short) > 2 and initials.endswith(short))
    return same or (" " not in written and abbreviations.stands_for(written, said))


def _again(view: str, before: Part, m: Mention) -> bool:
    """ "Transient ischemic attack TIA", "nivolumab Opdivo": an abbreviation or brand whose brackets are lost."""
    if before.leaf["op"] == m.kind == "attribute":
        return bool(m.name == f"{before.leaf['name']}={before.leaf['value']}")
    key = _last_named(before)
    if key is None or before.leaf[key]["name"] != m.name:
        return False
    first = view[m.start : m.end].split()[0]
    return m.kind == "drug" or (len(first) > 1 and first.removesuffix("s").isupper())


def _with_also(text: str, part: Part) -> Part:
    if part.also and (key := _last_named(part)) is not None:
        part.leaf[key] = {**part.leaf[key], "also": [{"text": text[a:b], "span": span(a, b)} for a, b in part.also]}
        part.end = max(part.end, part.also[-1][1])
        part.leaf["span"] = span(part.start, part.end)
    return part


def _last_named(part: Part) -> str | None:
    """The concept whose words stand last: of "allergy to aspirin" the drug, of "alcohol use disorder" the disorder."""
    found = [key for key in ("to", "agent", "condition") if (part.leaf.get(key) or {}).get("span")]
    return max(found, key=lambda key: part.leaf[key]["span"]["end"], default=None)


def graded(text: str, view: str, start: int, bounded: list[Part], named: list[Part]) -> list[Part]:
    """Thresholds and mentions in reading order; what is graded ("grade ≥ 2 diarrhoea") joins its threshold."""
    rest = list(named)
    for part in bounded:
        if part.leaf["measure"]["name"] in _GRADES:
            what = _what_is_graded(view, part, [p for p in rest if p.leaf["op"] == "condition"])
            if what is not None:
                alike = sharing(rest, what)
                before = staged.courses(view, start, part.start) if part.end <= what.start and len(alike) == 1 else []
                rest = [p for p in rest if p not in alike]
                for one in [p for p in bounded if p is part or (p.value is not None and p.value == part.value)]:
                    rest += [_graded_as(one, p) for p in alike if p is not what]
                    _grade(one, what)
                    staged.by_its_scale(view, start, one.leaf)
                    _with_courses(text, one, before)
    for a, b in pairwise(bounded):
        _graded_too(view, a, b)
    return sorted(bounded + rest, key=lambda p: (p.start, p.end))


def without_methods(view: str, parts: list[Part]) -> list[Part]:
    """ "LVEF by echocardiography > 40 %": what stands between a measure and its value is how it is measured."""
    spans = [(p.focus[1], p.value[0]) for p in parts if p.value is not None and p.focus[1] < p.value[0]]
    return [
        p for p in parts
        if p.leaf.get("role") != "procedure"
        or not any(a <= p.start and p.end <= b and _BY.fullmatch(view, a, p.start) for a, b in spans)
    ]  # fmt: skip


def sharing(parts: list[Part], one: Part) -> list[Part]:
    """The parts whose names share one head with that of ``one``: all of "sensory or motor neuropathy"."""
    first = last = parts.index(one)
    while first and parts[first - 1].shares:
        first -= 1
    while parts[last].shares:
        last += 1
    return parts[first : last + 1]


def _graded_too(view: str, a: Part, b: Part) -> None:
    """ "Neuropathy of grade 3, or grade 2 with pain": the same thing in another grade."""
    grades = a.leaf["measure"]["name"] in _GRADES and b.leaf["measure"]["name"] in (a.leaf["measure"]["name"], "grade")
    if grades and "of" in a.leaf and "of" not in b.leaf and _OR_GRADE.fullmatch(view, a.end, b.start):
        b.leaf["of"], b.leaf["measure"] = a.leaf["of"], {**b.leaf["measure"], "name": a.leaf["measure"]["name"]}


def _grade(part: Part, what: Part) -> None:
    part.leaf["of"] = what.leaf["condition"]
    part.start, part.end = min(part.start, what.start), max(part.end, what.end)
    part.leaf["span"] = span(part.start, part.end)


def _with_courses(text: str, part: Part, before: list[tuple[int, int]]) -> None:
    """ "Unresectable or metastatic stage III melanoma": the stage of each of these."""
    if not before:
        return
    what, first = part.leaf["of"], before[0][0]
    part.start = min(part.start, first)
    end = max(part.end, what["span"]["end"])
    where = {"text": text[first:end], "span": span(first, end), "codes": []}
    names = [normal(f"{text[a:b]} {what['name']}") for a, b in before]
    leaves = [part.leaf | {"of": what | where | {"name": name}, "span": span(part.start, part.end)} for name in names]
    part.leaf = leaves[0]
    part.rule = {"op": "any", "of": leaves} if len(leaves) > 1 else None


def _graded_as(part: Part, what: Part) -> Part:
    """Another threshold with the same value, of another thing."""
    also = replace(part, leaf=dict(part.leaf), cues=[*part.cues, *what.cues], shares=what.shares)
    _grade(also, what)
    return also


def _what_is_graded(view: str, grade: Part, named: list[Part]) -> Part | None:
    """The disease of a grade: of "sepsis, grade 3 colitis" the one behind it, for a comma parts it from the other."""
    things = [p for p in named if _of_grade(view, grade, p)]
    behind = [p for p in things if p.start >= grade.end]
    before = things[0] if things else None
    parted = before is not None and before not in behind and "," in view[before.end : grade.start]
    return behind[0] if parted and behind else before


def _of_grade(view: str, grade: Part, thing: Part) -> bool:
    """ "grade 2 diarrhoea", "diarrhoea grade 2", "heart failure of NYHA class III"."""
    if _GRADED.fullmatch(view, grade.end, thing.start) or _OF_GRADE.fullmatch(view, thing.end, grade.start):
        return True
    return grade.leaf["measure"]["name"] in ("CTCAE grade", "grade") and bool(
        _BEFORE_GRADE.fullmatch(view, thing.end, grade.start)
    )


def share_status(view: str, parts: list[Part]) -> None:
    """ "Current use of A, B or C", "active hepatitis B or C": a list shares what is said of its first name."""
    if all(not p.cues and "status" not in p.leaf for p in parts):
        return
    _share_current(view, parts)
    _share_use(view, parts)
    commas = False
    both: list[Cue] = []
    for a, b in pairwise(parts):
        said = [c for c in a.cues if c.category in _STATUS] if a.cues else []
        both = said or both  # the name between may have none: "history or evidence of A, B, or C disease (D)"
        _share_both(view, a, b, both)
        gap, several = view[a.end : b.start], commas
        commas = "," in gap
        own = b.leaf.get("status") or any(c.category in _STATUS for c in b.cues)
        if own or a.end > b.start or a.leaf["op"] != b.leaf["op"] or a.leaf.get("status") not in ("current", "planned"):
            continue
        lasts = a.leaf["status"] == "planned" or not done_once(b)
        given = a.leaf["op"] == "exposure" and lasts and listed(gap) and (several or not _NEXT.match(gap))
        given = given and not _TAKEN.search(gap)
        alike = a.leaf["op"] == "condition" and (_same_head(a, b) or _same_tail(a, b))
        if given or (alike and _KIND_OF_SAME.fullmatch(view, a.end, b.start)):
            b.leaf["status"] = a.leaf["status"]


def _share_use(view: str, parts: list[Part]) -> None:
    """ "Current use of A, B, C": B among drugs is one of them, though its name is unknown and reads as a disease's."""
    for a, between, b in zip(parts, parts[1:], parts[2:], strict=False):
        used = a.leaf["op"] == b.leaf["op"] == "exposure" and a.leaf.get("status") == "current"
        own = any(c.category in _STATUS for p in (between, b) for c in p.cues)
        if not used or own or between.leaf["op"] != "condition" or done_once(b):
            continue
        if view[a.end : between.start].strip() == "," and _NEXT_ALIKE.fullmatch(view, between.end, b.start):
            between.leaf["status"] = b.leaf["status"] = "current"


def _share_both(view: str, a: Part, b: Part, said: list[Cue]) -> None:
    """ "Prior or current A or B": both are meant of each, so that neither is a status."""
    if len({c.category for c in said}) > 1 and a.end <= b.start and listed(view[a.end : b.start]):
        own = [c for c in b.cues if c.category in _STATUS]
        if own and all(c in said for c in own):
            b.cues += [c for c in said if c not in own]
            b.leaf.pop("status", None)


def _share_current(view: str, parts: list[Part]) -> None:
    """ "Current A, B or C" is of each disease on its list; "active infection or malignancy" need not be.

    "Active: A, B", "current any of these: A, B" are of all that the colon opens.
    """
    for i, first in enumerate(parts):
        cue = next((c for c in first.cues if c.category == "CURRENT" and c.start <= first.start), None)
        if cue is None or first.leaf.get("status") != "current":
            continue
        opened = ":" in view[cue.end : first.start]
        if not opened and not _GOING_ON.fullmatch(view, *cue[1:]):
            continue
        shares: list[Part] = []
        for a, b in pairwise(parts[i:]):
            own = any(c.category in _STATUS for c in b.cues)
            own = own or b.denials != first.denials  # "current infection, seronegative for HIV and hepatitis B"
            if b.leaf["op"] != "condition" or own or not (gap := _NEXT_ALIKE.fullmatch(view, a.end, b.start)):
                break
            shares.append(b)
            if gap["last"] or opened:
                for part in shares:
                    part.leaf["status"] = "current"


def _same_head(a: Part, b: Part) -> bool:
    """ "hepatitis B or C": the second name borrows its head from the first."""
    head = a.leaf["condition"]["name"].split(" ")[0]
    return bool(b.leaf["condition"]["name"].startswith(head + " ")) and head not in b.leaf["condition"]["text"].lower()


def _same_tail(a: Part, b: Part) -> bool:
    """ "bacterial or viral infection": the first name borrows its last word from the second.

    In "active or untreated thymoma" the status is all that the first says.
    """
    if any(c.start < a.focus[1] and a.focus[0] < c.end for c in a.cues):
        return False
    if a.shares:
        return True
    tail = a.leaf["condition"]["name"].split(" ")[-1]
    return bool(b.leaf["condition"]["name"].endswith(" " + tail)) and tail not in a.leaf["condition"]["text"].lower()


def nearest_status(before: Part, part: Part) -> None:
    """ "Current or past A, or current B": what stands between two names says when of the second, and nothing before."""
    if any(c.category in _STATUS and before.end <= c.start < part.start for c in part.cues):
        part.cues = [c for c in part.cues if c.category not in _STATUS or c.end > before.start]


def newer_status(view: str, before: Part, part: Part) -> None:
    """ "History of A, or current B / C": C is current, too; of "history of A, current B or C" nobody can say."""
    if not part.cues or not before.cues:
        return
    said = [c for c in part.cues if c.category in _STATUS]
    newer = [c for c in before.cues if c.category in _STATUS and c.end <= before.start]
    if not said or not newer or max(c.end for c in said) > min(c.start for c in newer):
        return
    gap = _NEXT_ALIKE.fullmatch(view, before.end, part.start)
    if gap is None or before.leaf["op"] != part.leaf["op"]:
        return
    if gap["last"] == "/":
        part.cues = [c for c in part.cues if c not in said] + newer
    else:
        part.guessed = True


def status_behind(parts: list[Part], i: int, cue: Cue) -> None:
    """ "Prior surgery or radiotherapy planned": each has the time that stands beside it."""
    part = parts[i]
    before = [c for c in part.cues if c.category in _STATUS and c.category != cue.category and c.end <= part.start]
    far = [c for c in before if any(c.end <= p.start and p.end <= part.start for p in parts[:i])]
    if not any(part.end <= p.start and p.end <= cue.start for p in parts[i + 1 :]):
        part.cues = [c for c in part.cues if c not in far]
    elif len(far) < len(before):
        return
    part.cues.append(cue)
    set_status(part)


def set_status(part: Part) -> None:
    """Past, current or planned, where the cues around the leaf agree; "non-active" is a name and no cue."""
    if not part.cues:
        return
    around = [c for c in part.cues if not part.focus[0] < c.start < c.end < part.focus[1]]
    found = {_STATUS[c.category] for c in around if c.category in _STATUS}
    if len(found) == 1 and part.leaf["op"] in ("exposure", "condition"):
        part.leaf["status"] = found.pop()
    elif len(found) > 1:
        part.leaf.pop("status", None)
