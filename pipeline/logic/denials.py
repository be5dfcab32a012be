"""Unread words that a "no", "not" or "without" denies: an `other` leaf keeps the sign that its words have."""

import re
from itertools import pairwise

from ...patterns.fold import fold
from ...patterns.gate import Gated
from ...patterns.words import function_words, people_words, silent_words
from ..parts import Cue, Part, Work

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_FILLER = r"(?:(?:yet|been|be|being|well|fully|adequately|sufficiently|properly|completely|currently)\s+)*"
_NOT = re.compile(rf"(?<!\bor\s)(?<!\bif\s)\b(?P<cue>not|never)\s+{_FILLER}$", _FLAGS)
_NO = Gated(
    r"(?<!\bor\s)(?<!\bif\s)(?<!\bor/)\b(?P<cue>not|never|without|no|free\s+of|absence\s+of|lack\s+of)\s+"
    r"(?!(?:more|less|fewer|later|earlier|longer|greater|lower|only|limited|necessarily|due|related|other|such)\b)",
    _FLAGS,
)
_AND_NOT = re.compile(
    r"\b(?:and|or|but|nor|who|that|which|whose|if|unless|except|until|before|after|since|than|without|no|not)\b", _FLAGS
)
"""Behind these words a denial is of nothing more."""
_WORD = re.compile(r"[\w'’]+")
_OR = re.compile(r"\s*(?:,?\s*\b(?:or|nor)\b|/)\s*(?:(?:an?|the|any|some|other)\s+)*", _FLAGS)
_COMMA = re.compile(r"\s*,\s*(?:(?:an?|the|any|some|other)\s+)*", _FLAGS)
_OF_ITS_OWN = re.compile(r"\s*(?:\w+\s*){0,2}?(?:,(?!\s*(?:or|nor)\b)|;|\b(?:and|but)\b)", _FLAGS)
"""What stands between unread words that are denied and a value that is not."""
_NOR = re.compile(r"\b(?P<cue>nor)\s+(?:(?:an?|the|any|some|other)\s+)*\Z", _FLAGS)
_OTHER_THING = re.compile(
    r"(?:an?\s+|any\s+)?(?:other\s+)?(?:[a-z]+(?:,\s*|\s+(?:or|and|and/or)\s+|\s+)){0,4}?"
    r"(?:conditions?|illness(?:es)?|diseases?|problems?|disorders?|findings?|abnormalit(?:y|ies)|factors?|reasons?|circumstances?)\b",
    _FLAGS,
)
_REACH, _FAR = 40, 80
_GOES_ON = re.compile(r"(?:\s+(?!(?:or|and)\b)\w+)?\s*(?:,|;|/|\b(?:or|and)\b)", _FLAGS)
_OF_THE_WILL = Gated(
    r"\b(?:consents?|assents?|co-?operat\w+|complian\w+|adherence|motivation|willingness|understanding|comprehension|insight|"
    r"capacity|competence|ability|communication|language|proficiency|interest|follow-?up|availab\w+|insurance|guardian|caregiver|"
    r"affiliat\w+|social\s+security|coverage|beneficiar\w+|smart-?phone|(?:tele)?phone|internet|computer|address|abode|"
    r"permission|approval)\b",
    _FLAGS,
)
""" "Lack of informed consent, pregnancy, stroke": whose lack excludes, as what stands behind it does."""


def deny(view: str, work: Work, unread: list[Part]) -> None:
    """Gives unread words the denial before them, or that of the list in which they stand.

    "An infection not responding", "stroke without sufficient recovery", "no diabetes or nightly waking". What is denied
    with a name behind it ("no unexplained seizures") is left to the name. "No diabetes, able to walk" says that
    somebody is able to: a comma alone denies nothing more.
    """
    if not unread:
        return
    held = sorted(work.parts, key=lambda p: (p.start, p.end))
    for i, part in enumerate(held):
        if not any(part is u for u in unread) or part.cues:
            continue
        cue = _before(view, work, part)
        if cue is not None:
            _spend(view, held[i + 1 :], part, cue)
            taken = any(cue.start <= c.start < cue.end for p in work.parts for c in p.cues)
            cue = None if taken else cue
        cue = cue or _listed(view, held, i)
        part.cues = [cue] if cue is not None else []
        part.stopped = cue is None and work.kind != "exclusion" and _washed_out(view, held, i)


def of_first_alone(view: str, work: Work) -> None:
    """ "Lack of consent, pregnancy or stroke" denies the consent: nobody is turned away without a stroke."""
    if work.kind != "exclusion":
        return
    for i, part in enumerate(work.parts):
        asked = part.leaf.get("name") in ("language", "residence")
        will = asked or part.leaf["op"] == "other"
        denied = [c for p in work.parts[i:] for c in p.denials] if will else []
        cue = denied[0] if denied else None
        if cue is None or len(part.denials) > 1 or cue.end > part.start or not _silent(view[cue.end : part.start]):
            continue
        behind = [p for p in work.parts[i + 1 :] if any(_is(cue, c) for c in p.cues)]
        opens = view[work.start : cue.end].lower().startswith("lack") and all(
            p.leaf["op"] == "condition" for p in behind
        )
        if asked and any(p.leaf.get("name") == part.leaf["name"] for p in behind):
            continue  # "not fluent in French or German"
        listed = behind and _GOES_ON.match(view, part.end, behind[0].start) is not None
        if listed and (opens or asked or _OF_THE_WILL.search(view, part.start, part.end)):
            part.cues = part.cues or [cue]
            for p in behind:
                p.cues = [c for c in p.cues if not _is(cue, c)]


def _is(cue: Cue, other: Cue) -> bool:
    return other.category == "NEGATED" and cue.start <= other.start < cue.end


def _spend(view: str, behind: list[Part], unread: Part, cue: Cue) -> None:
    """ "No exposure to dust, FEV1 > 60 %": a value of its own is not denied with the words before it."""
    for p in behind:
        if p.value is not None and _OF_ITS_OWN.match(view, unread.end, p.start):
            p.cues = [c for c in p.cues if c.category != "NEGATED" or not cue.start <= c.start < cue.end]


def _before(view: str, work: Work, part: Part) -> Cue | None:
    """The denial right before unread words, with nothing but words of grammar between."""
    floor = max(work.start, part.start - _FAR, *(p.end for p in work.parts if p.end <= part.start))
    m = _NOT.search(view, max(floor, part.start - _REACH), part.start)
    if m is None:
        found = [*_NO.finditer(view, floor, part.start)]
        m = found[-1] if found and _silent(view[found[-1].end() : part.start]) else None
    m = m or _NOR.search(view, floor, part.start)
    return Cue("NEGATED", *m.span("cue")) if m is not None else None


def _silent(gap: str) -> bool:
    if re.search(r"[^\w\s'’-]", gap) or _AND_NOT.search(gap):
        return False
    return all(fold(word) in silent_words() for word in _WORD.findall(gap))


def _says_of_what_kind(gap: str) -> bool:
    """Whether words between "or" and unread ones only say of what kind these are: "or other **medical** illness"."""
    words = [fold(word) for word in _WORD.findall(gap)]
    plain = all(w in silent_words() and w not in function_words() and w not in people_words() for w in words)
    return plain and not re.search(r"[^\w\s'’-]", gap)


def other_things(view: str, work: Work) -> None:
    """ "No diabetes or other conditions that would interfere": what is judged on a list that is denied is denied."""
    held = sorted(work.parts, key=lambda p: (p.start, p.end))
    for i, part in enumerate(held):
        if part.leaf["op"] == "other" and not part.cues and _OTHER_THING.match(view, part.start, part.end):
            cue = _listed(view, held, i)
            part.cues = [cue] if cue is not None else []


def _listed(view: str, held: list[Part], i: int) -> Cue | None:
    """The denial of the list that unread words stand in, at an "or" or before one."""
    if i == 0:
        return None
    before = held[i - 1]
    denials = [c for c in before.denials if c.end <= before.start]
    if len(before.denials) != 1 or not denials or before.value is not None:
        return None
    return denials[0] if _on_the_list(view, held, i) else None


def _washed_out(view: str, held: list[Part], i: int) -> bool:
    """ "At least 7 days since antibodies or other unusual drugs": what is listed with drugs that are over is over."""
    before = held[i - 1] if i else None
    window = before.leaf.get("window") if before is not None and before.stopped else None
    ahead = window is not None and window["span"] is not None and window["span"]["end"] <= before.start  # type: ignore[union-attr]
    return ahead and _on_the_list(view, held, i)


def _on_the_list(view: str, held: list[Part], i: int) -> bool:
    before, part = held[i - 1], held[i]
    following = held[i + 1] if i + 1 < len(held) else None
    if following is not None and not view[part.end : following.start].strip(" -\n"):
        return False  # "no diabetes or unexplained seizures"
    listed = _OR.match(view, before.end, part.start)
    listed = listed if listed is not None and _says_of_what_kind(view[listed.end() : part.start]) else None
    if listed is None and _COMMA.fullmatch(view, before.end, part.start):
        rest = held[i:]
        gaps = [(a.end, b.start) for a, b in pairwise(rest)]
        ends = next((g for g in gaps if not _COMMA.fullmatch(view, *g)), None)
        listed = _OR.fullmatch(view, *ends) if ends is not None else None
    return listed is not None
