"""Other studies by what they study: "participation in any other drug, biologic, or device study"."""

import re

from ...patterns.gate import Gated
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


def read(view: str, start: int, end: int) -> list[Mention]:
    """The studies in ``view[start:end]`` in which somebody takes part.

    >>> [m.name for m in read("Participation in any drug or device study", 0, 41)]
    ['clinical trial']
    """
    found = (m.span("study") for m in _STUDY.finditer(view, start, end))
    return [Mention(a, b, "study", NAME, (), PATTERN) for a, b in found]
