"""Where and how a drug was given, of which any counts: "(either commercially or through a clinical study)".

Nobody is asked for the study: what is said before such words is meant however it was given.
"""

import re

from ...patterns.gate import Gated, Several

_FLAGS = re.IGNORECASE
_A = (
    r"(?:(?:an?|any|the|another|other|previous|prior|earlier|different|controlled|ongoing|research|clinical|"
    r"interventional|investigational)\s+)*"
)
_STUDY = (
    r"(?:stud(?:y|ies)|trials?|research|(?:compassionate|named[\s-]patient)\s+use(?:\s+program(?:me)?s?)?|"
    r"(?:expanded|early)\s+access(?:\s+program(?:me)?s?)?|practice|care)"
)
_WAY = (
    rf"(?:(?:in|through|within|via|under|during|outside(?:\s+of)?|(?:as\s+)?part\s+of)\s+{_A}{_STUDY}|"
    r"commercial(?:ly)?(?:\s+available)?|investigational(?:ly)?|(?:as|by|on)\s+(?:an?\s+)?prescription|over\s+the\s+counter|"
    r"(?:off|on)[\s-]label|marketed|compassionate\s+use|expanded\s+access)"
)
_OR = r"(?:\s*,\s*(?:or\s+)?|\s+or\s+)"
_SAID = r"(?:(?:if|when|also|given|used|received|administered)\s+)*"
_ENDS = r"(?=\s*(?:[),.;]|$|\n|(?:within|during|before|prior|at|less|in\s+the)\b))"
_ANY_OF = Gated(
    r"(?<=\w)(?:\s*[,(]\s*|\s+)(?:including|incl\.?|even|either|whether|e\.?\s?g\b\.?,?|such\s+as|for\s+example)\s+"
    rf"{_SAID}{_WAY}(?:{_OR}{_SAID}{_WAY})*(?:\s+or\s+(?:not|otherwise|elsewhere))?{_ENDS}\)?",
    _FLAGS,
)
""" "Semaglutide, including in a clinical trial", "gene therapy, whether in a trial or not"."""
_BRACKETED = Gated(rf"(?<=\w)\s*\(\s*{_SAID}{_WAY}(?:{_OR}{_SAID}{_WAY})+\s*\)", _FLAGS)
""" "Nusinersen (commercial or investigational)"."""
ANY = Several(_ANY_OF, _BRACKETED)


def spans(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """The words that say so."""
    found = (m.span() for m in ANY.finditer(view, start, end))
    return sorted((a, b) for a, b in found if view[start:a].strip())
