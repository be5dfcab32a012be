"""How something is known: "gout confirmed by ultrasound", "biopsy-proven lymphoma", "lesions on MRI" ask for no test.

A test with a time of its own binds; so does one of which something else is said.
"""

import re
from itertools import pairwise

from ...patterns.adjuncts import adjuncts
from ...patterns.gate import Gated
from ..parts import Part, Work

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_SHOWN = (
    r"(?:confirmed|documented|diagnosed|proven|proved|verified|demonstrated|shown|seen|detected|identified|evident|visible|established|"
    r"evidenced|visuali[sz]ed|determined|ascertained|revealed|ruled\s+out|found|noted|observed|defined|assessed|evaluated)"
)
_THE = (
    r"(?:(?:either|the|an?|any|at\s+least\s+one|one|prior|previous|recent|standard|routine|baseline|screening|diagnostic|clinical|"
    r"(?:mean|average)\s+of(?:\s+(?:the|two|three|\d))*|triplicate|local|central|contrast|formal|appropriate|subsequent|initial|positive|resting|12-lead|(?:visit|day|week)\s+-?\d+)\s+)*"
)
_OTHERS = r"(?:[\w-]+(?:\s+[\w-]+)?(?:\s*,\s*(?:and/or|and|or)?\s*|\s*/\s*|\s+(?:and/or|and|or)\s+))"
_BEHIND = Gated(
    r"(?:\s+with\s+(?:an?\s+)?(?:\w+\s+)?(?:diagnosis|confirmation|proof)(?=\s))?"
    r"[\s,(]*(?:(?:as|which|that)\s+)?(?:(?:is|are|was|were|be|been|has|have|must|should)\s+)*(?:\w+ly\s+)?"
    rf"(?:{_SHOWN}|(?<=\sdiagnosis)|(?<=\sconfirmation)|(?<=\sproof))\s+(?:either\s+)?(?:by|on|with|via|through|using|in|at|per)(?:\s+means\s+of)?\s+{_THE}{_OTHERS}{{0,2}}{_THE}",
    _FLAGS,
)
_SIMPLY = re.compile(rf"[\s,(]*\b(?:on|by|per|via|at)\s+{_THE}", _FLAGS)
_BEFORE = re.compile(
    rf"[\s-]+(?:confirmed|proven|proved|documented|verified|diagnosed|detected|established)\s+(?:{_THE})(?:diagnosis\s+of\s+)?",
    _FLAGS,
)
_ALSO = re.compile(r"\b\w+(?:ly|graphic)\s*(?:/|\b(?:or|and)\b)\s*$", _FLAGS)
_LISTED = re.compile(
    rf"\s*(?:,\s*(?:and/or|and|or)?|/|\band/or\b|\band\b|\bor\b|\bor/and\b|\(?\s*(?:e\.?\s?g\b|i\.?\s?e\b|such\s+as\b|including\b|for\s+example\b|like\b)[.,]*)\s*{_THE}(?:\w+-)?",
    _FLAGS,
)
_NOT = re.compile(r"\b(?:not|un|never|no)\b|\bun\w+$", _FLAGS)
_TEST = re.compile(
    r"imaging|tomograph|ultraso|graphy|radiograph|x-ray|biopsy|spirometr|examination|oscopy|gram\b|\becg\b|ekg|scan|cytology|mri\b|\bct\b|"
    r"aspirat|puncture|myelogram|polysomno|culture",
    _FLAGS,
)
_AT_AN_END = re.compile(r"\s*(?:[.,;)]|\b(?:or|and)\b|\Z)", _FLAGS)
_RESULT = re.compile(r"(?:an?\s+)?(?:abnormal|positive|negative|elevated|low|high)\b", _FLAGS)
""" "Seen on CT, or an abnormal test": a finding of its own."""
_TIMES = frozenset(("window", "duration", "dose"))


def silence(view: str, work: Work) -> list[Span]:
    """Takes the tests from the parts that only say how something is known; returns the words that say so."""
    said: list[Span] = []
    for limit, test in list(pairwise(work.parts)):
        head = next((p for p in work.parts if p.end <= limit.start and limit.end <= p.last), limit)
        if _is_test(head) and _is_known(test) and _BEFORE.fullmatch(view, head.end, test.start):
            also = _ALSO.search(view, work.start, head.start)  # "histologically or biopsy-proven lymphoma"
            said.append((also.start() if also else head.start, test.start))
            _drop(work, [head])
        elif _is_known(head) and _is_given(test) and (tests := _tests(view, work, head, test)):
            said.append((head.last, _end(view, work, tests[-1])))
            _drop(work, tests)
    return said


def _end(view: str, work: Work, last: Part) -> int:
    """Where the tests end: "confirmed by MRI, genotype analysis or histology"."""
    end, free = last.end, min((p.start for p in work.parts if p.start >= last.end), default=work.end)
    while (joint := _LISTED.match(view, end, free)) and (more := adjuncts().sources.match(view, joint.end(), free)):
        if _AT_AN_END.match(view, more.end(), work.end) is None or _RESULT.match(view, joint.end()):
            break
        end = more.end()
    return end


def _tests(view: str, work: Work, head: Part, test: Part) -> list[Part]:
    """The tests by which the head is known, where nothing else is said of them."""
    words = (head.last, test.start)
    simply = _SIMPLY.fullmatch(view, *words) and _is_test(test)
    if not simply and (_BEHIND.fullmatch(view, *words) is None or _NOT.search(view, *words)):
        return []
    at = next(i for i, p in enumerate(work.parts) if p is test)
    tests = [test]
    for p in work.parts[at + 1 :]:
        alike = _is_given(p) and p.leaf.get("status") == test.leaf.get("status")
        if not alike or not _LISTED.fullmatch(view, tests[-1].end, p.start):
            break
        tests.append(p)
    return tests if all(_TIMES.isdisjoint(p.leaf) for p in tests) else []


def _drop(work: Work, tests: list[Part]) -> None:
    work.parts = [p for p in work.parts if not any(p is t for t in tests)]


def _is_known(p: Part) -> bool:
    return p.leaf["op"] in ("condition", "threshold") and "to" not in p.leaf


def _is_given(p: Part) -> bool:
    return bool(p.leaf.get("role") == "procedure")


def _is_test(p: Part) -> bool:
    return _is_given(p) and _TIMES.isdisjoint(p.leaf) and _TEST.search(p.leaf["agent"]["name"]) is not None
