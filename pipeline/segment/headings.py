"""Which lines are headings, and what they say. The words stand in patterns/headings.toml."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from .base import Kind

Role = Literal["section", "general", "requirement", "stop"]

_LEAD = re.compile(r"[\s*_#>=~\"'\[(-]{0,20}(?:(?:(?:[A-Z]?\d{1,2}|[A-Z](?=\.\d))(?:\.\d{1,2})*[.)]?|[A-Za-z][.)]|[IVX]{1,4}[.)])\s{1,9}|[•●▪·]\s{0,9})?[\s*_#]{0,9}")
_TAIL = re.compile(r"[\s*_#=~:.;,\"'\])-]{0,40}$")
_OPENERS = (
    "key main major principal primary general additional other specific study core detailed overall common basic "
    "abbreviated selected summary important the following and further special initial first second part our trial "
    "clinical protocol list of minimum essential all also subject subjects patient patients participant participants "
    "individual individuals"
).split()
_BARRED = frozenset(
    "any meet meets meeting met fulfil fulfill fulfils fulfills fulfilling not no with without other's does do did "
    "compliance satisfy satisfies per by these above under who which that if to than outside violates violate from "
    "have has having lack failure conform comply".split()
)
_VERB_AFTER = re.compile(r"\s*(?:\(s\))?\s{1,3}(?:may|apply|applies|not|met|and none|defined|or|as per|described|listed in)\b", re.I)
_SENTENCE = re.compile(
    r"(?:(?:the\s)?(?:patients?|subjects?|participants?|individuals?|persons?|people|candidates?|volunteers?|women|men|you|those|they)"
    r"|to be eligible|eligib\w*|an? (?:patient|subject|participant|individual))\b[^.:;]{0,120}"
    r"\b(?P<verb>excluded?|ineligible|not (?:be )?(?:eligible|included?|enrol\w*|participate|take part)|exclusion"
    r"|eligib\w+|included?|inclusion|enrol\w*|participate|qualify|(?:meet|fulfil\w*|satisfy)\b[^.:;]{0,60}criteria)"
    r"\b(?P<rest>[^.:;]{0,120})(?::|\bif\s*:?)\s*$",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    "if any of the following or more one they are is was were met meet meets meeting all apply applies criteria criterion from "
    "this study trial in be will must should to conditions condition true present patients patient subjects "
    "subject participants participant individuals with who have has for at least these those you may not can cannot we as per considered before prior enrollment our "
    "either a an and when both each every individual volunteers volunteer people persons person "
    "exclude excluded exclusion ineligible eligible include included inclusion enrolled enrolment enrollment participation participate "
    "qualify eligibility fulfil fulfill fulfils fulfilling satisfy take part below research by on screening entry baseline clinical".split()
)


class Heading(NamedTuple):
    """What a heading says; `end` is the offset behind it, where its content may follow on the same line."""

    role: Role
    kind: Kind
    group: str | None
    end: int


class Words(NamedTuple):
    """The word lists of patterns/headings.toml, ready to match."""

    core: re.Pattern[str]
    kinds: dict[str, Kind]
    alone: dict[str, tuple[Role, Kind]]
    people: frozenset[str]
    topic: frozenset[str]
    boilerplate: re.Pattern[str]
    inclusion_cues: re.Pattern[str]
    exclusion_cues: re.Pattern[str]


@cache
def words() -> Words:
    """Load the word lists once."""
    package = files(__package__.split(".")[0]) if __package__ else files("trialrules")
    table: dict[str, list[str]] = tomllib.loads((package / "patterns" / "headings.toml").read_text("utf-8"))
    kinds: dict[str, Kind] = dict.fromkeys(table["inclusion"], "inclusion") | dict.fromkeys(table["exclusion"], "exclusion")
    alone: dict[str, tuple[Role, Kind]] = {
        **dict.fromkeys(table["stop"], ("stop", "unknown")),
        **dict.fromkeys(table["general"], ("general", "unknown")),
        **dict.fromkeys(table["requirement"], ("requirement", "inclusion")),
        **dict.fromkeys(table["inclusion_alone"], ("section", "inclusion")),
        **dict.fromkeys(table["exclusion_alone"], ("section", "exclusion")),
    }
    return Words(
        core=re.compile(r"\b(?:" + _any(kinds) + r")(?![\w/])", re.IGNORECASE),
        kinds=kinds,
        alone=alone,
        people=frozenset(table["people"]),
        topic=frozenset(table["topic"]),
        boilerplate=re.compile(_any(table["boilerplate"]), re.IGNORECASE),
        inclusion_cues=_cues(table["inclusion_cues"]),
        exclusion_cues=_cues(table["exclusion_cues"]),
    )


def _any(phrases: "list[str] | dict[str, Kind]") -> str:
    return "|".join(re.escape(p).replace(r"\ ", r"\s{1,9}") for p in sorted(phrases, key=len, reverse=True))


def _cues(phrases: list[str]) -> re.Pattern[str]:
    parts = (re.escape(p).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s{1,9}") for p in phrases)
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


def read_heading(view: str, start: int, end: int, marked: bool = False) -> Heading | None:
    """What the line between two offsets says as a heading; None where it is none.

    `marked` says that a bullet or number stands before it: then it must be a heading from end to end.
    """
    head = view[start : min(end, start + 300)]
    lead = _LEAD.match(head)
    at = lead.end() if lead else 0
    return _alone(head, at, start, end) or _core(head, at, start, end, marked) or _sentence(head, start, end)


def _alone(head: str, at: int, start: int, end: int) -> Heading | None:
    """A phrase of its own: "Exclusion:", "Trial design", "--Disease Characteristics--"."""
    colon = head.find(":", at, at + 80)
    whole = " ".join(_TAIL.sub("", head[at:]).lower().split()) if end - start <= 80 else ""
    for phrase, stop in ((whole, end), (" ".join(head[at:colon].lower().split()) if colon > 0 else "", start + colon + 1)):
        if found := words().alone.get(phrase):
            role, kind = found
            if role == "stop" and stop < end and not head[at].isupper():
                continue
            return Heading(role, kind, None, stop)
    return None


def _core(head: str, at: int, start: int, end: int, marked: bool) -> Heading | None:
    found = words().core.search(head, at, at + 140)
    if not found:
        return None
    before, after = head[at : found.start()], found.end()
    colon = head.find(":", after, after + 90)
    whole = len(head) == end - start and not (0 < colon < len(head.rstrip()) - 1)
    post = head[after:colon] if colon >= 0 else head[after:]
    if colon < 0 and not whole or not _fits(before, post, colon >= 0, marked):
        return None
    kind = words().kinds[" ".join(found.group().lower().split())]
    other = words().core.search(head, found.end(), colon if colon >= 0 else len(head))
    group = _group(before, post)
    stop = start + colon + 1 if colon >= 0 else end
    if other and words().kinds[" ".join(other.group().lower().split())] != kind:
        return Heading("general", "unknown", group, stop)
    return Heading("section", kind, group, stop)


def _fits(before: str, post: str, colon: bool, marked: bool) -> bool:
    """Whether the words around the phrase are those of a heading and not of a sentence."""
    first = before.lower().split()
    last = post.split()
    if len(first) > 7 or set(first) & _BARRED or _VERB_AFTER.match(post) or before.rstrip().endswith((".", ";", ",")):
        return False
    if marked and any(word not in _OPENERS for word in first) and not colon:
        return False
    return len(last) <= (14 if colon else 9) and (colon or "." not in post.strip().rstrip("."))


def _sentence(head: str, start: int, end: int) -> Heading | None:
    """A sentence that only opens a list: "Patients will be excluded if any of the following apply:"."""
    if end - start > 250:
        return None
    found = _SENTENCE.match(head.strip(" *_#-"))
    if not found or not set(re.findall(r"[a-z]+", head.lower())) <= _GENERIC:
        return None
    verb = " ".join(found["verb"].lower().split())
    low = head.lower()
    excluded = verb.startswith(("exclu", "inelig", "not ")) or re.search(r"\b(?:not|cannot|exclu\w+|ineligible)\b", low)
    return Heading("section", "exclusion" if excluded else "inclusion", None, end)


_SPARE = re.compile(
    r"^(?:(?:are|is|as follows|includ\w+|will be|must meet|must|all|of|for|in|the|following|but|not|limited to|to|any|apply|"
    r"subjects? must|study|trial|criteria|entry|enrol?ment|participation)\b|\W)+", re.IGNORECASE
)


def _group(before: str, post: str) -> str | None:
    """The cohort that a heading is limited to, from the words beside the phrase."""
    left = [word for word in before.split() if word.lower().strip("():,-") not in _OPENERS]
    left = [word for word in left if any(sign.islower() for sign in word) or word.isupper() and word.isalpha()]
    if left:
        return " ".join([*left, *post.split()]).strip(" -:()[],.*_#") or None
    if re.match(r"\W*(?:for|in|of)?\s*all\b", post, re.IGNORECASE):
        return None
    right = _SPARE.sub("", post.strip()).strip(" -:()[],.*_")
    right = re.sub(r",?\s+includ\w+$", "", right)
    return " ".join(right.split()) if right and set(right.lower().split()) & words().people else None


def people_named(phrase: str) -> bool:
    """Whether the words name a cohort ("Cohort B", "Healthy volunteers") and nothing else."""
    low = phrase.lower().strip(" :-*_#().")
    parts = re.findall(r"[a-z-]+", low)
    if not parts or len(phrase.split()) > 12:
        return False
    if set(parts) & {"following", "any", "must", "who", "have", "has", "defined", "one", "least", "is", "are", "least", "should", "will", "if", "meet", "history", "without"}:
        return False
    return bool(set(parts) & words().people)


def is_topic(phrase: str) -> bool:
    """Whether a line is a title inside a section ("Medical Conditions") that limits nothing."""
    parts = re.findall(r"[a-z&]+", phrase.lower())
    return bool(parts) and len(phrase) <= 80 and set(parts) <= words().topic
