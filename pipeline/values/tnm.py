"""Tumour categories that stand without a measure's name: "cT3-4 N0", "stage T1 prostate cancer"."""

import re

from ...patterns.gate import Gated
from ...patterns.measures import measures
from ..parts import Bounded, Quantity

_FLAGS = re.IGNORECASE
_CATEGORY = Gated(
    r"(?<![\w-])(?P<sign>[≥≤<>]\s*)?[cpyur]{0,3}(?P<what>[TN])(?P<low>[0-4])(?:[a-d]|is|mi)?"
    r"(?:\s*(?P<join>-|/|,|to|or|and)\s*[cpyur]{0,3}(?P=what)?(?P<high>[0-4])(?:[a-d]|mi)?)?(?:\s*(?P<more>\+|or\s+(?:higher|greater|above)))?"
    r"(?=[\sNMT,;.)/]|$)"
)
_STAGED = re.compile(
    r"\b(?:stages?|categor(?:y|ies)|classification|staging|staged|TNM|clinical(?:ly)?|tumou?rs?)[\s:(]*(?:of\s+|as\s+)?$",
    _FLAGS,
)
_GROWTH = re.compile(
    r"\s*(?:[a-z-]+\s+){0,2}(?:tumou?rs?|cancers?|\w*carcinomas?|primary|nodal|nodes?|melanoma)\b", _FLAGS
)
_OTHER = re.compile(r"[\s,;/(]*(?:or|and)?[\s,;/(]*[cpyur]{0,3}[TNM][0-4xX]")
_IMAGE = re.compile(
    r"[\s-]*(?:lesions?|weighted|hyperintens|hypointens|signal|images?|contrast|scans?|mapping|gad|Gd|sequence|relax|level|cells?|vertebra|[<>≥≤=])",
    _FLAGS,
)


def categories(view: str, start: int, end: int) -> list[Bounded]:
    """The T and N categories of a criterion, where the words around them speak of stages or growths."""
    out: list[Bounded] = []
    for m in _CATEGORY.finditer(view, start, end):
        beside = bool(out) and out[-1].end <= m.start() and bool(_OTHER.fullmatch(view, out[-1].end, m.start() + 2))
        if not beside and not _is_category(view, start, end, m):
            continue
        low, high = int(m["low"]), int(m["high"] or m["low"])
        sign = (m["sign"] or "").strip() or ("≥" if m["more"] else "")
        lower, upper = (None if sign in "≤<" and sign else low), (None if sign in "≥>" and sign else high)
        q = Quantity(*m.span(), lower, sign != ">", upper, sign != "<", "1", number=m.span("low"), sign="..")
        name = f"{m['what']} category"
        out.append(Bounded(m.start(), m.end(), q, name, (m.start(), m.end()), measures()[name]))
    return out


def _is_category(view: str, start: int, end: int, m: "re.Match[str]") -> bool:
    if _IMAGE.match(view, m.end(), end):
        return False
    around = _STAGED.search(view, max(start, m.start() - 24), m.start()) or _GROWTH.match(view, m.end(), end)
    prefixed = view[m.start() : m.start("what")].strip("≥≤<> ") in ("c", "p", "yp", "yc", "r")
    return bool(around or prefixed or _OTHER.match(view, m.end(), end))
