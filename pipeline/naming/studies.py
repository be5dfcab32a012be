"""Other studies by what they study: "participation in any other drug, biologic, or device study"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

PATTERN = "patterns/studies.tsv"
NAME = "clinical trial"
_OF = (
    r"(?:clinical|interventional|investigational|experimental|research|drugs?|devices?|biologics?|biological|vaccines?|"
    r"medications?|medicinal|medical|treatment|therapeutic|therapy|products?|agents?|interventions?|new)"
)
_STUDY = Gated(
    r"\b(?:participat\w+|enrol\w*|involve\w*|tak(?:e|en|ing)\s+part|took\s+part|subjects?)\b[^.;]{0,60}?\bin\s+"
    rf"(?:(?:an?|any|the|an?other|others?|concurrent|different)\s+)*(?P<study>(?:{_OF}(?:\s*(?:,|/)\s*(?:or\s+|and\s+)?"
    r"|\s+(?:or\s+|and\s+)?)){1,6}(?:study|studies|trials?|protocols?)\b)(?!\s+(?:drug|med|treat|prod|vacc|interv|agent))",
    re.IGNORECASE,
)


_ANY_STUDY = Gated(
    r"\b(?:participation|participated|enrol(?:l?ed|l?ment)|taken\s+part|took\s+part)\s+in\s+(?:an?|any)\s+(?P<study>study|trial)\b"
    r"(?!\s+(?:drug|med|treat|prod|vacc|interv|agent))",
    re.IGNORECASE,
)
"""Of any field: "participation in a trial within 30 days"."""
_ON_SOMETHING = Gated(
    r"\b(?:participat\w+|enrol\w*|involved|tak(?:e|en|ing)\s+part|took\s+part)\s+(?:[a-z]+ly\s+)?in\s+"
    r"(?:(?:an?|any|an?other|others?|concurrent|different|similar|previous|prior)\s+)+"
    r"(?P<study>(?P<topic>(?:(?!(?:the|this|our|in|of|or|and|with|for|on)\b)[^\W\d][\w'’-]*\s+){1,4}?)(?P<what>study|studies|trials?))\b"
    r"(?!\s+(?:drug|med|treat|prod|vacc|interv|agent))",
    re.IGNORECASE,
)
"""Of one field: "participation in another preterm birth study"."""

_STEPS = re.compile(
    r"[\s-]+(?:(?:related|specific|specified|mandated|required|planned)\s+)?(?:procedures?|assessments?|visits?|requirements?|"
    r"evaluations?|restrictions?|tests?|instructions?|activit(?:y|ies)|protocols?|schedules?|examinations?|questionnaires?|tasks?|"
    r"sessions?|staff|personnel|sites?|team|measures|materials?)\b",
    re.IGNORECASE,
)
"""What is done in a study is none: "visits and other study procedures"."""
_THIS = re.compile(r"\b(?:the|this|our)\s+(?:(?:present|current|actual|proposed)\s+)?\Z", re.IGNORECASE)
_TAKING_PART = re.compile(
    r"\b(?:participat\w+|enrol\w+|involve\w*|inclu\w+|randomi[sz]\w+|(?:tak(?:e|en|ing)|took)\s+part|\b(?:or|and))\s+(?:in|into|to|from)\s+\Z",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:(?:un|in)?(?:fit|suitab\w+|eligib\w+|appropriate|capab\w+|ab(?:le|ility))|prevent\w*|preclud\w*|interfer\w*|barriers?|"
    r"contraindicat\w*|compromis\w*|impair\w*|affect\w*|limit\w*|complicat\w*|risk\w*|safe\w*|candidates?|willing\w*|agree\w*|"
    r"consent\w*|hinder\w*|impossib\w+|understand\w*)\b[^,;.]*\Z",
    re.IGNORECASE,
)
_WHAT = (
    r"(?:drugs?|agents?|products?|devices?|treatments?|medications?|medicines?|compounds?|therap(?:y|ies)|interventions?|"
    r"biologics?|vaccines?)"
)
_NEW = (
    r"(?:investigational|experimental|unlicen[sc]ed|unregistered|unapproved|non-?approved|medical)\s+"
    r"(?:(?:new|study|medicinal|medical|drug|pharmaceutical|non-?drug|non-?pharmacological|non-?medicinal)\s+)*"
)
_OF_SOMETHING_NEW = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?:of|with|involv(?:ing|e[sd]?)|us(?:ing|e[sd]?)|for|on|test(?:ing|s|ed)|evaluat(?:ing|e[sd])|"
    r"includ(?:ing|e[sd]?)|receiving)\s+(?:(?:an?|any|the|other|another|new|some|one|or|more|administration|use|of)\s+)*"
    rf"{_NEW}{_WHAT}(?:(?:\s*,\s*|\s*/\s*|\s+)(?:(?:or|and|and/or|an?|other|any)\s+)*(?:{_NEW})?{_WHAT})*\b",
    re.IGNORECASE,
)
""" "A study of an investigational agent" is a study, and names no drug besides."""
_NEAR = 60
PATTERNS = (_STUDY, _ANY_STUDY, _ON_SOMETHING)
"""Where none of them may match, nothing is named."""


def is_own(view: str, m: Mention) -> bool:
    """Whether a mention is of the trial itself or of what is done in it, and so of no other study.

    "Ineligible for participation in this clinical study", "the aims of the clinical trial"; who took part in the
    clinical trial before ("prior participation in this clinical study") is told by a fact.
    """
    if m.kind != "study":
        return False
    if _STEPS.match(view, m.end):
        return True
    this = _THIS.search(view, max(0, m.start - 20), m.start)
    if this is None:
        return False
    part = _TAKING_PART.search(view, max(0, this.start() - 30), this.start())
    return part is None or _JUDGED.search(view, max(0, part.start() - _NEAR), part.start()) is not None


def read(view: str, start: int, end: int) -> list[Mention]:
    """The studies in ``view[start:end]`` in which somebody takes part.

    >>> [m.name for m in read("Participation in any drug or device study", 0, 41)]
    ['clinical trial']
    """
    found = [m.span("study") for known in (_STUDY, _ANY_STUDY) for m in known.finditer(view, start, end)]
    out = [Mention(a, b, "study", NAME, (), PATTERN) for a, b in found]
    for m in _ON_SOMETHING.finditer(view, start, end):
        a, b = m.span("study")
        if not any(x < b and a < y for x, y in found) and mentions().get(fold_phrase(m["study"]), m["study"]) is None:
            what = "study" if m["what"].lower().startswith("stud") else "trial"
            out.append(Mention(a, b, "study", f"{' '.join(m['topic'].lower().split())} {what}", (), PATTERN))
    return sorted(out, key=lambda m: m.start)


def whole(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions, each study with the words for what it is of."""
    studied = {m.start: of.end() for m in found if m.kind == "study" and (of := _OF_SOMETHING_NEW.match(view, m.end))}
    if not studied:
        return found
    inside = [m for m in found if any(a < m.start < b for a, b in studied.items())]
    return [replace(m, end=studied.get(m.start, m.end)) for m in found if m not in inside]
