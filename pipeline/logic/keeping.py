"""What somebody has to keep to: "comply with scheduled visits, laboratory tests, and other study procedures"."""

import re
from collections.abc import Callable

from ..parts import Part, Work

_FLAGS = re.IGNORECASE
_KEEPING = re.compile(
    r"(?:fully\s+|safely\s+)?(?:comply|complies|complying|adher\w+|attend\w*|complet\w+|follow\w*|abid\w+|conform\w*|"
    r"co-?operat\w+)\b(?:\s+with\b)?",
    _FLAGS,
)
_STUDY_STEPS = re.compile(
    r"[^.;:()]*?\b(?:study|trial|protocol)(?:[\s-](?:related|specific|specified|mandated|required))?\s+(?:procedures?|requirements?|"
    r"assessments?|visits?|restrictions?|instructions?|schedules?|tests?|evaluations?|interventions?|activit(?:y|ies)|treatments?|"
    r"examinations?|measures|follow-?\s?ups?)\b(?:\s+and\s+(?:follow-?\s?ups?|restrictions?|requirements?|procedures?))?",
    _FLAGS,
)
"""The end of a list of what a study asks."""
_INCLUDING = re.compile(r"\s*,?\s*\(?\s*(?:including|such\s+as|e\.\s?g\b)", _FLAGS)
_GOES_ON = re.compile(rf"{_INCLUDING.pattern}|\s*,\s*(?!(?:and|or)\s+(?:to|be|have|has|are|is)\b)", _FLAGS)
_SENTENCE = re.compile(r"[;:]|\.(?:\s|$)")
_NO_LIST = re.compile(r"\b(?:who|must|should|shall|no|not|without|is|are|has|have|had|unless|except|if)\b", _FLAGS)


def begins(view: str, position: int, end: int) -> bool:
    """Whether the words behind "able to" are of keeping to what the study asks: it plans no step of the study."""
    return _KEEPING.match(view, position, end) is not None


def steps_end(view: str, work: Work, position: int, clause_end: Callable[[str, Work, int], int]) -> int:
    """Where the list of steps behind "able to" ends that somebody has to keep to; 0 where these are no such words.

    Among exclusions a comma may as well part what excludes: there only "including" goes on.
    """
    keeping = _KEEPING.match(view, position, work.end)
    if keeping is None:
        return 0
    steps = _STUDY_STEPS.match(view, keeping.end(), work.end)
    listed = steps is not None and not _NO_LIST.search(view, keeping.end(), steps.end())
    end = clause_end(view, work, steps.end() if steps is not None and listed else position)
    goes_on = (_INCLUDING if work.kind == "exclusion" else _GOES_ON).match(view, end)
    if goes_on is None:
        return end
    stop = found.start() if (found := _SENTENCE.search(view, goes_on.end(), work.end)) else work.end
    rest = [p for p in work.parts if end <= p.start < stop]
    only_steps = bool(rest) and all(map(_is_step, rest)) and not _NO_LIST.search(view, goes_on.end(), stop)
    return stop if only_steps else end


def _is_step(p: Part) -> bool:
    bare = p.leaf["op"] == "exposure" and p.leaf.keys().isdisjoint(("window", "duration", "status"))
    return bare and bool(p.leaf["role"] == "procedure")
