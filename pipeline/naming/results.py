"""Results of tests that say whether somebody has a condition: "HIV-negative", "positive pregnancy test"."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ...patterns.opening import sought
from ..parts import Cue, Mention

_FLAGS = re.IGNORECASE
_TEST = (
    r"(?:serum|urine|urinary|blood|rapid|laboratory|screening|confirmed|beta|hcg|stool|f(?:a)?ecal|breath|nasal|throat|saliva|surface|core|total|virus|viral|ig\s?[gm]|"
    r"antibod(?:y|ies)|antigens?|ab|ag|rna|dna|nat|naat|pcr|serolog(?:y|ical|ic)|serum|tests?|testing|screens?|results?|status)\b"
)
_RESULT = (
    r"(?P<result>(?:(?:sero|in)?(?:negativ(?:e|ity)|positiv(?:e|ity))|non-?reactive|reactive|un-?infected)\b|"
    r"(?<=\s)\+(?=\s*(?:[,;.)]|and\b|or\b|\Z)))"
)
_ANY_RESULT = Gated(_RESULT, _FLAGS)
_AFTER = re.compile(
    rf"(?P<test>(?:[\s-]*{_TEST})*)[\s-]*\(?(?:(?:(?:must|should)\s+be|is|are|was|were)\s+)?{_RESULT}", _FLAGS
)
_TESTED = re.compile(rf"(?:[\s-]*{_TEST})+", _FLAGS)
_BEFORE = re.compile(
    rf"\b{_RESULT}[\s-]+(?:{_TEST}(?:\s*(?:,\s*(?:or\b)?|/|\band\s*/\s*or\b|\bor\b|\band\b)\s*|[\s-]+))*\Z", _FLAGS
)
""" "Negative **serum or urine** pregnancy test"."""
_SAMPLE = re.compile(r"serum|urine|blood", _FLAGS)
""" "Negative urine or serum pregnancy", which some write without the test."""
_FOR = re.compile(
    rf"\b(?:(?:tests?|tested)\s+)?{_RESULT}\s+(?:{_TEST}\s+)*(?:for|of|to)\s+(?:(?:the|any|acute|active|chronic|current)\s+)*\Z",
    _FLAGS,
)
_PLAIN_FOR = re.compile(r"negative\s+for\b", _FLAGS)
_MARKER = sought(r"\b(?:hbsag|hbs\s?ag|anti-?\w+|antigen|antibod(?:y|ies)|hcv\s?ab|hbcab|igg|igm|serology)\Z", _FLAGS)
_KEPT = re.compile(
    r"(?:test|status|infection|result|serum|urine|blood|screening|surface|antigen|confirmed|virus|s|\W)+", _FLAGS
)
_ELICITED = frozenset(("apnea", "cough", "fatigue", "pain", "stress", "swallowing"))
"""What a test brings about; that it does so is no such symptom."""
_OF_VIRUS = re.compile(r"(?:[\s-]*(?:antibod(?:y|ies)|antigens?|rna|dna|infections?))+\b", _FLAGS)
_LISTED = re.compile(r"\s*(?:,|;|/|\b(?:or|and)\b|\s)+\s*", _FLAGS)
_RESULT_OF_LIST = re.compile(
    r"(?:\s*(?:,\s*(?:or|and)?|/|\b(?:or|and)\b)\s*[\w-]+(?: [\w-]+)?){1,3}\s+(?:positiv|negativ)", _FLAGS
)
_JOINS = re.compile(r"\s\+\s+(?!and\b|or\b)[A-Za-z]", _FLAGS)
"""In "fever + cough" the sign is no result."""
_TESTING = re.compile(r"[\s-]+(?:tests?|testing)\b", _FLAGS)
_SAID_FOR = re.compile(r"\w+\s+(?:[\w-]+\s+){1,4}?(?:for|of|to)\b", _FLAGS)
_DENIED_AHEAD = re.compile(r"\b(?:no|not|without|never|(?:free|absence)\s+of)\b[^.;:]*\Z", _FLAGS)
_TESTED_ALONE = re.compile(
    r"(?:hiv|hbv|hcv|hav|hdv|hev|htlv|hpv|cmv|ebv|hsv|vzv|rsv|sars|covid|hepatitis|syphilis|tuberculosis|malaria|chagas|toxoplasm|gonorrh|chlamydia|"
    r"herpes|varicella|influenza|measles|rubella|mumps|cytomegalovirus|epstein|helicobacter|trypanosom|treponema|positive\s|pregnancy\Z)"
    r"|.*(?:virus|viral|bacterial|streptococ\w*|staphylococ\w*)\sinfection",
    _FLAGS,
)
"""What a result tells of: "HIV, HBV and HCV negative"; of asthma there is none."""
_HAD_ALREADY = re.compile(
    r"\b(?:history\s+of|prior|previous|past|current|active|treated|cured|resolved|untreated|recent|"
    r"(?P<plain>with|have|has|having))\s+(?:(?:an?|any|known)\s+)*$",
    _FLAGS,
)
""" "Active hepatitis, HIV negative": what is said before a name is said of it, and the result of the next."""
_LAB, _DENIAL = 48, 120


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions with their results: a negative one denies, a positive one belongs to the words.

    The name of a test alone ("pregnancy test", "HBsAg") says nothing about anybody and is left unread.
    """
    if not _ANY_RESULT.absent(view, start, len(view)):
        found = [_with_result(view, start, m, found, i) if m.kind == "condition" else m for i, m in enumerate(found)]
    return [m for m in _shared(view, start, found) if not _bare(view, m, start)]


def _with_result(view: str, start: int, m: Mention, found: list[Mention], i: int) -> Mention:
    stop = found[i + 1].start if i + 1 < len(found) else len(view)
    floor = max(start, found[i - 1].end if i else start, m.start - _LAB)
    if m.name.startswith("exposure to "):  # "HIV-exposed uninfected infants": exposed all the same
        return m
    after = None if _JOINS.match(view, m.end) else _AFTER.match(view, m.end, min(stop, m.end + _LAB))
    if after is not None and not re.match(r"\s+for\b", view[after.end() :], _FLAGS):
        return _told(m, after, (m.start, after.end()), _name(view, m, after["test"]))
    if (tested := _TESTED.match(view, m.end)) and (ahead := _BEFORE.search(view[floor : m.start])):
        return _told(m, ahead, (floor + ahead.start(), tested.end()), _name(view, m, tested.group()), floor)
    if m.name == "pregnancy" and (ahead := _BEFORE.search(view[floor : m.start])) and _SAMPLE.search(ahead.group()):
        return _told(m, ahead, (floor + ahead.start(), m.end), m.name, floor)
    if (_MARKER.search(view[m.start : m.end])) and (ahead := _BEFORE.search(view[floor : m.start])):
        return _told(m, ahead, (floor + ahead.start(), m.end), m.name, floor)
    if (lead := _FOR.search(view[floor : m.start])) is None or _PLAIN_FOR.match(lead.group()):
        return replace(m, end=more.end()) if lead and (more := _OF_VIRUS.match(view, m.end, stop)) else m
    more = _OF_VIRUS.match(view, m.end, stop)
    return _told(m, lead, (floor + lead.start(), more.end() if more else m.end), m.name, floor)


def _told(m: Mention, found: "re.Match[str]", span: tuple[int, int], name: str, shift: int = 0) -> Mention:
    said = found["result"].lower()
    codes = m.codes if name == m.name else ()
    cues = m.cues
    if "neg" in said or said.startswith(("non", "un")):
        cues = (*cues, Cue("NEGATED", shift + found.start("result"), shift + found.end("result")))
    return replace(m, start=span[0], end=span[1], name=name, codes=codes, cues=cues)


def _name(view: str, m: Mention, test: str) -> str:
    """ "varicella zoster virus IgG positive" is no infection; "HIV test positive" is one."""
    if m.name in _ELICITED and test.strip(" -"):
        return f"positive {m.name} test"
    if not test.strip(" -") or _KEPT.fullmatch(test) or m.name == "hiv infection":
        return m.name
    return "positive " + re.sub(r"\s+", " ", f"{view[m.start : m.end]}{test}").strip().lower()


def _shared(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """ "HIV, HBV or HCV negative": the last one's result holds for the list; "no gout, HIV negative" denies each."""
    out = list(found)
    for i in range(len(out) - 1, 0, -1):
        last, m = out[i], out[i - 1]
        denied = [c for c in last.cues if c.category == "NEGATED" and c.start > last.start]
        if not denied or m.cues or not m.kind == last.kind == "condition":
            continue
        if _DENIED_AHEAD.search(view, max(start, m.start - _DENIAL), m.start):
            continue
        if (
            _LISTED.fullmatch(view, m.end, last.start)
            and not _AFTER.match(view, m.end, last.start)
            and _has_no_more_said(view, m, last)
        ):
            out[i - 1] = replace(m, cues=tuple(denied))
    for i in range(1, len(out)):
        first, m = out[i - 1], out[i]
        denied = [c for c in first.cues if c.category == "NEGATED" and _SAID_FOR.match(view, c.start, first.end)]
        if denied and not m.cues and m.kind == "condition" and _LISTED.fullmatch(view, first.end, m.start):
            more = _OF_VIRUS.match(view, m.end)
            out[i] = replace(m, end=more.end() if more else m.end, cues=tuple(denied))
    return out


def _has_no_more_said(view: str, m: Mention, last: Mention) -> bool:
    """Whether a name before another with a result can share it: it is tested for, and nothing else is said of it."""
    if "infected" in view[m.start : last.start].lower():  # "HIV-infected or HIV-uninfected"
        return False
    said = _HAD_ALREADY.search(view, max(0, m.start - 30), m.start)
    if said is not None and (said["plain"] is None or view[m.end : last.start].strip() in (",", ";")):
        return False
    return _TESTED_ALONE.match(m.name) is not None


def _bare(view: str, m: Mention, start: int) -> bool:
    """A test's name without its result."""
    if m.kind != "condition" or m.cues or not _is_test(view, m, start):
        return False
    return not (_ANY_RESULT.search(view[m.start : m.end]) or _RESULT_OF_LIST.match(view, m.end))


def _is_test(view: str, m: Mention, start: int) -> bool:
    if m.name == "pregnancy" and _TESTING.match(view, m.end, m.end + 12):
        return True
    marker = _MARKER.search(view[m.start : m.end])
    return marker is not None and not re.search(r"\bfor\b", view[max(start, m.start - 60) : m.start], _FLAGS)
