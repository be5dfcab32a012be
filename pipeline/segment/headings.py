"""Which lines are headings, and what they say. The words stand in patterns/headings.toml."""

import re
import string
from typing import NamedTuple

from ...patterns.gate import Gated
from .base import Kind
from .informal import informal
from .vocabulary import Role, words

_LEAD = re.compile(
    r"[\s*_#>=~\"'\[(-]{0,20}(?:No\.?\s{0,9}\|\s{0,9})?"
    r"(?:(?:(?:[A-Z]?\d{1,2}|[A-Z](?=\.\d))(?:\.\d{1,2})*[.)]?|[A-Za-z][.)]|[IVX]{1,4}[.)])"
    r"(?:\s{1,9}|(?=[^\W\dA-Za-z]))|[•●▪·]\s{0,9})?"
    r"[\s*_#]{0,9}"
)
_TAIL = string.whitespace + "*_#=~:.;,?|\"'])-"
_MAIN = re.compile(r"^(?:key|main|study|principal) ")
_VERB_AFTER = re.compile(
    r"\s*(?:\(s\))?\s{1,3}(?:may|apply|applies|not|met|and none|defined|or|as per|described|listed in)\b", re.I
)
_LIST_AHEAD = re.compile(
    r"\s-\s{1,3}(?=[^\n;:]{3,120};)|[\s.-]{0,9}(?=[(\[]?[1aAiI]\s?[.)\]]\s{0,9}[\w≥≤<>]|①)|\.\s{1,9}(?=[A-Z≥≤<>\d])|\s(?=--\s{1,9}[\w≥≤<>])"
)
_WORDS_AHEAD = re.compile(r"\s{1,9}(?=(?P<first>[A-Z][a-z]{1,30}))")
_CLOSED = re.compile(r"\s*\)[\s:.]*")
_QUESTION = re.compile(
    r"\W*(?:what|when|where|which|how|why|who\s+(?:has|have|will|can\s+I|do|(?:is|are)\s+\w+ing)|are\s+there)\b[^:;?]{3,90}\?\W*",
    re.IGNORECASE,
)
_OF_CRITERIA = re.compile(
    r"criteria|eligib|requirements|tak(?:e|ing)\s+part|join|participat|includ|exclud", re.IGNORECASE
)
_SUPERSEDED = frozenset(["previous", "former"])
_UNTIL = re.compile(
    r"\s*\(?\s*(?:before|until|prior\s+to|up\s+to|valid\s+until|superseded)\b[^()]*(?:\d{4}|amendment|version)", re.I
)
"""When criteria no more held."""
_YOU = re.compile(r"[.:]\s{1,9}(?:you|they):?\s*$", re.IGNORECASE)
_SENTENCE = Gated(
    r"(?:(?:the\s|an?\s)?(?:potential\s)?(?:patients?|subjects?|participants?|individuals?|persons?|people|candidates?|volunteers?|women|men|you|those|they)"
    r"|(?:in order )?to be eligible|eligib\w*)\b[^.:;]{0,120}"
    r"\b(?P<verb>excluded?|ineligible|not (?:be )?(?:eligible|included?|enrol\w*|participate|take part)|exclusion"
    r"|eligib\w+|included?|inclusion|enrol\w*|participate|take part|join|enter|qualify"
    r"|(?:meet|fulfil\w*|satisfy)\b[^.:;]{0,60}criteria)\b[^.:;]{0,120}(?::|\bif\s*:?|(?<!\.)\.)\s*$"
    r"|(?P<eligible>eligible\s(?:patients|subjects|participants)\b)[^.:;]{0,120}:\s*$",
    re.IGNORECASE,
)


_MEETING = re.compile(r"\b(?:meet|fulfil|satisf)\w*\b", re.IGNORECASE)
_TAKING_PART = re.compile(
    r"\b(?:(?:in)?eligib|inclu[ds]|exclu[ds]|enrol|participat(?!ant)|take\s+part|join|enter|entry|qualif|not\b|cannot\b)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"\bfollowing(?:\s+(?:criteria|conditions|requirements))?\s*$", re.IGNORECASE)
"""Where its colon is left out: "Patients who meet all of the following criteria"."""
LIST_IN_SENTENCE = Gated(
    r"(?:(?:Eligibility|Criteria|Participants)\s?:\s{1,9})?(?P<said>[A-Z][^.;()\d\n]{8,120}?)[\s:]{1,3}(?=\(?(?:i|1|a)\)\s)"
)
"""The words before the first mark of a list that runs on in its sentence."""
_SOME = re.compile(
    r"\b(?:any|either|some|(?:at\s+least\s+)?(?:one|two|three|\d))\s+(?:or\s+more\s+)?of\s+(?:the\s+following|these|those)\b",
    re.IGNORECASE,
)
_EVENT = r"(?:SURGERY|(?:LEUK)?APHERESIS|REGISTRATION|ENROLL?MENT|RANDOMI[SZ]ATION|TREATMENT|TRANSPLANT|INFUSION)"
_PHASE = re.compile(
    r"(?!.*\b(?:TO|NOT|NO|OF|OR|FOR|UNABLE)\b)[A-Z][A-Z/-]*(?: [A-Z/-]+){0,3} (?:VISIT|PHASE|PROCESS|EVALUATION|PERIOD)"
    rf"|PRE-?\s?(?:SCREENING|REGISTRATION|ENROLL?MENT|TREATMENT)|(?:AT|AT OR AROUND|PRIOR TO|BEFORE|AFTER) {_EVENT}"
)
"""A phase of the study in capitals, over what is asked then: "PRE-SURGERY SCREENING PROCESS"."""
_SHORTEST = 3
_OF_A_THING = ("contraindication", "contra-indication")
_JOINING = frozenset(["either", "or", "both", "and", "in", "for", "of", "the", "a"])
_SMALL = frozenset(["of", "the", "for", "and", "with", "in", "to", "study", "patient", "main", "key"])


class Heading(NamedTuple):
    """What a heading says; `end` is the offset behind it, where its content may follow on the same line."""

    role: Role
    kind: Kind
    group: str | None
    end: int


def read_heading(view: str, start: int, end: int, marked: bool = False) -> Heading | None:
    """What the line between two offsets says as a heading; None where it is none.

    `marked` says that a bullet or number stands before it: then it must be a heading from end to end.
    """
    head = view[start : min(end, start + 300)]
    lead = _LEAD.match(head)
    at = lead.end() if lead else 0
    return (
        _alone(head, at, start, end, marked)
        or (None if words().core.absent(view, start, end) else _core(head, at, start, end, marked))
        or _sentence(view, head, start, end)
        or _before_list(view, head, start, end)
        or _informal(head, start, end, marked)
        or _question(head, end, marked)
    )


def _alone(head: str, at: int, start: int, end: int, marked: bool) -> Heading | None:
    """A phrase of its own: "Exclusion:", "Trial design", "--Disease Characteristics--"."""
    colon = head.find(":", at, at + 80)
    phrases: list[tuple[str, int]] = []
    if end - start <= 80 and head[-1:] != ".":
        whole = " ".join(head[at:].rstrip(_TAIL).lower().split())
        phrases += [(whole, end), (_MAIN.sub("", whole), end)]
    bar = head.find("|", at, at + 40)
    if bar > 0:  # the kind of a table's row stands in its first cell
        phrases.append((" ".join(head[at:bar].lower().split()), start + bar + 1))
    if colon > 0:
        phrases.append((" ".join(head[at:colon].lower().split()), start + colon + 1))
    for phrase, stop in phrases:
        if found := words().alone.get(phrase):
            role, kind = found
            if bar > 0 and stop == start + bar + 1 and role != "section":
                continue
            if stop < end and (len(phrase) < _SHORTEST or (role == "stop" and not head[at].isupper())):
                continue  # "EC: endometrial carcinoma"
            if marked and stop < end and phrase.startswith(_OF_A_THING):
                continue  # an item "Contraindications: MRI" says what of
            return Heading(role, kind, None, stop)
    return None


def _core(head: str, at: int, start: int, end: int, marked: bool) -> Heading | None:
    found = words().core.search(head, at, at + 140)
    if not found:
        return None
    before, after = head[at : found.start()], found.end()
    if before.rstrip().endswith("(") and _CLOSED.fullmatch(head, after) and len(head) == end - start:
        return Heading("section", _kind(found.group()), None, end)  # "You may not join if (exclusion criteria):"
    if found.group()[0].isupper() and any(w[0].islower() and w not in _SMALL | words().people for w in before.split()):
        return None  # "... informed consent Exclusion criteria:" ends one line and opens another
    if before.rstrip().endswith(":") and not head[after:].strip(" .*_") and len(head) == end - start:
        named = before.strip(" :*_#")  # "Healthy controls: inclusion criteria"
        return Heading("section", _kind(found.group()), named if people_named(named) else None, end)
    colon = head.find(":", after, after + 90)
    opens = _LIST_AHEAD.match(head, after) or _caps_ahead(head, found.group(), after)
    if opens and not 0 <= colon < opens.end() and _fits(before, "", True, marked):
        return Heading("section", _kind(found.group()), _group(before, ""), start + opens.end())
    whole = len(head) == end - start and not (0 < colon < len(head.rstrip()) - 1)
    post = head[after:colon] if colon >= 0 else head[after:]
    if (colon < 0 and not whole) or not _fits(before, post, colon >= 0, marked):
        return None
    kind = _kind(found.group())
    if _UNTIL.match(post) or (before.lower().split()[:1] and before.lower().split()[0] in _SUPERSEDED):
        return Heading("aside", kind, None, end)
    other = words().core.search(head, found.end(), colon if colon >= 0 else len(head))
    group = _group(before, post)
    stop = start + colon + 1 if colon >= 0 else end
    if other and _kind(other.group()) != kind:
        return Heading("general", "unknown", group, stop)
    return Heading("section", kind, group, stop)


def content_ahead(view: str, phrase: str, start: int, end: int) -> bool:
    """Whether a list or a sentence opens behind the phrase of a heading ("Inclusion criteria 1) ...")."""
    return bool(_LIST_AHEAD.match(view, start, end) or _caps_ahead(view, phrase, start, end))


def _caps_ahead(head: str, phrase: str, start: int, end: int = 10_000) -> re.Match[str] | None:
    """ "INCLUSION CRITERIA Age over 18": what capitals end where the sentence begins."""
    opens = _WORDS_AHEAD.match(head, start, end) if phrase.isupper() else None
    return None if opens is None or people_named(opens["first"]) else opens


def _kind(phrase: str) -> Kind:
    phrase = " ".join(phrase.lower().split())
    return words().kinds.get(phrase) or ("inclusion" if phrase.startswith("in") else "exclusion")


def _fits(before: str, post: str, colon: bool, marked: bool) -> bool:
    """Whether the words around the phrase are those of a heading and not of a sentence."""
    first = before.lower().split()
    last = post.split()
    if (
        len(first) > 7
        or set(first) & words().barred
        or _VERB_AFTER.match(post)
        or before.rstrip().endswith((".", ";", ","))
    ):
        return False
    if marked and any(word not in words().openers for word in first) and not colon:
        return False
    if post.lstrip().startswith("(") and ")" not in post:
        return True
    return len(last) <= (14 if colon else 9) and (colon or "." not in post.strip().rstrip("."))


def _sentence(view: str, head: str, start: int, end: int) -> Heading | None:
    """A sentence that only opens a list: "Patients will be excluded if any of the following apply:"."""
    if end - start > 250 or _SENTENCE.absent(view, start, end):
        return None
    kind = _opened(head)
    return Heading("section", kind, None, end) if kind else None


def _opened(sentence: str) -> Kind | None:
    """The kind of the list that a sentence opens."""
    if _FOLLOWING.search(sentence):
        sentence += ":"
    found = _SENTENCE.match(_YOU.sub(".", sentence.strip(" *_#-")))
    low = sentence.lower()
    if not found or not set(re.findall(r"[a-z]+", low)) <= words().generic:
        return None
    if low.rstrip().endswith(".") and "following" not in low:
        return None
    verb = " ".join((found["verb"] or found["eligible"]).lower().split())
    excluded = verb.startswith(("exclu", "inelig", "not ")) or re.search(r"\b(?:not|cannot|exclu\w+|ineligible)\b", low)
    return "exclusion" if excluded else "inclusion"


def chooses(view: str, head: Heading, start: int, end: int) -> bool:
    """Whether a sentence over a list of inclusions asks for some of it alone ("... one of the following:")."""
    return head.kind == "inclusion" and _SOME.search(view, start, end) is not None


def asks_to_meet(view: str, start: int, end: int) -> bool:
    """Whether a sentence opens a list without a word for taking part ("Patients who meet any of these criteria:").

    Among exclusions it opens what excludes.
    """
    sentence = view[start:end]
    if end - start > 250 or _MEETING.search(sentence) is None or _TAKING_PART.search(sentence):
        return False
    return _opened(sentence) is not None


def _before_list(view: str, head: str, start: int, end: int) -> Heading | None:
    """ "Patients are eligible if they (i) are adults, (ii) have gout": what opens a list within its own sentence."""
    found = None if LIST_IN_SENTENCE.absent(view, start, end) else LIST_IN_SENTENCE.match(head)
    kind = _opened(found["said"].strip(": ") + ":") if found else None
    return Heading("section", kind, None, start + found.end()) if found and kind else None


def _informal(head: str, start: int, end: int, marked: bool) -> Heading | None:
    if marked or end - start > len(head):
        return None
    found = informal(head, end)
    return Heading("section", found.kind, None, found.end) if found else None


def _question(head: str, end: int, marked: bool) -> Heading | None:
    """A page's question ("What will happen?"), which opens the criteria only where it speaks of them."""
    if marked or not _QUESTION.fullmatch(head):
        return None
    return Heading("general" if _OF_CRITERIA.search(head) else "stop", "unknown", None, end)


_SPARE = re.compile(
    r"^(?:(?:are|is|as follows|includ\w+|will be|must meet|must|all|of|for|in|the|following|but|not|limited to|to|any|"
    r"apply|subjects? must|study|trial|criteria|entry|enrol?ment|participation)\b|\W)+",
    re.IGNORECASE,
)


_OF_ALL = re.compile(r"\W*(?:for|in|of)?\s*(?:all|both|either)\b", re.IGNORECASE)
_PART_OF = re.compile(r"\b(?:Part|PART|Stage|STAGE)\s(?:[A-Z]|\d{1,2}|[IV]{1,3})(?=[\s:,-]*$)")
_IN_BRACKETS = re.compile(r"[\s:,-]*[(\[](?P<words>[^()\[\]]{3,60})[)\]][\s:.]*")
_INCLUDING = re.compile(r",?\s+includ\w+$")


def _group(before: str, post: str) -> str | None:
    """The cohort that a heading is limited to, from the words beside the phrase."""
    if "," in before:  # "As asked, the inclusion criteria"
        before = ""
    if named := _PART_OF.search(before):  # "Part A", "Stage 2": the word is no opener
        return _of_part(named.group(), post)
    left = [word for word in before.split() if word.lower().strip("():,-") not in words().openers]
    left = [word for word in left if any(sign.islower() for sign in word) or (word.isupper() and word.isalpha())]
    if left:
        return (
            " ".join([*left, *(word for word in post.split() if word.lower() not in _SMALL)]).strip(" -:()[],.*_#")
            or None
        )
    if _OF_ALL.match(post):
        return None
    right = _SPARE.sub("", post.strip()).strip(" -:()[],.*_")
    right = _INCLUDING.sub("", right)
    return " ".join(right.split()) if right and people_named(right) else None


def _of_part(part: str, post: str) -> str:
    """A part of the study with whom it is for, where a bracket names them ("Part A (Healthy Volunteers)")."""
    whom = _IN_BRACKETS.fullmatch(post)
    return f"{part} ({whom['words']})" if whom and people_named(whom["words"]) else part


_WORD = re.compile(r"[a-z-]+")
_SAYING_MORE = frozenset((
    "following", "any", "must", "who", "have", "has", "defined", "one", "least", "is", "are", "should", "will", "if",
    "meet", "history", "without",
))  # fmt: skip


def people_named(phrase: str) -> bool:
    """Whether the words name a cohort ("Cohort B", "Healthy volunteers") and nothing else."""
    parts = set(_WORD.findall(phrase.lower().strip(" :-*_#().")))
    named = not parts.isdisjoint(words().people) and parts.isdisjoint(_SAYING_MORE)
    return named and len(phrase.split()) <= 12


def is_topic(phrase: str, over_items: bool = False) -> bool:
    """Whether a line is a title inside a section ("Medical Conditions") that limits nothing.

    `over_items`: a colon or items stand behind it, so that "Renal" is no disease but the topic of these.
    """
    parts = set(re.findall(r"[a-z&]+", phrase.lower()))
    known = words().system if over_items else words().topic
    return len(phrase) <= 80 and parts <= known and not parts <= _JOINING


def is_phase(phrase: str) -> bool:
    """Whether a line says in capitals when what stands below it is asked ("PRE-LEUKAPHERESIS VISIT")."""
    return phrase.isupper() and _PHASE.fullmatch(phrase.strip(" :")) is not None


def is_measured(phrase: str) -> bool:
    """Whether a line only names what the next is about ("Age", "Lung function")."""
    parts = re.findall(r"[^\W_]+", phrase.lower())
    return 0 < len(parts) <= 3 and set(parts) <= words().measured
