"""Tumour categories that stand without a measure's name: "cT3-4 N0", "stage T1 prostate cancer"."""

import re

from ...patterns.gate import Gated
from ...patterns.measures import measures
from ..parts import Bounded, Quantity

_FLAGS = re.IGNORECASE
_MORE = r"(?:\s*(?:-|/|to|or|and)\s*[cpyur]{0,3}(?P=what)?|\s*,\s*(?:(?:or|and)\s+)?[cpyur]{0,3}(?P=what))"
_CATEGORY = Gated(
    r"(?:(?<![\w-])|(?<=[0-4a-dimsxX])(?=[cpyur]{0,3}[NM][0-3+]))"
    r"(?P<sign>[≥≤<>]\s*)?[cpyur]{0,3}(?P<what>[TNM])(?:(?P<low>[0-4])(?:[a-d]|is|mi)?"
    rf"(?:{_MORE}(?P<high>[0-4])(?:[a-d]|mi)?(?![\w%]*\s*(?:cm|mm)\b))*"
    r"(?:\s*(?P<more>\+|or\s+(?:higher|greater|above)))?|(?<=N)(?P<any>\+))"
    r"(?=[\s,;.)/:]|[cpyur]{0,3}[NM][0-3xX+]|$)"
)
"""One category, which may stand right behind another ("T1-2N0M0"); "N+" is any spread to nodes."""
_STAGED = re.compile(
    r"\b(?:stages?|categor(?:y|ies)|classification|staging|staged|TNM|clinical(?:ly)?|tumou?rs?)[\s:(]*(?:of\s+|as\s+|I[IVX]*[A-C]?\d?\s*\(\s*)?$",
    _FLAGS,
)
_GROWTH = re.compile(
    r"\)?\s*(?:[a-z-]+\s+){0,2}(?:tumou?rs?|cancers?|\w*carcinomas?|primary|nodal|nodes?|melanoma|disease(?!\s+activ)"
    r"|N?SCLC|E?H?N?SCC|\w*CRPC|\w*HSPC|PDAC|HCC|[NR]PC)\b",
    _FLAGS,
)
_ILL = re.compile(r"\s+(?:(?:nodal|primary)\s+)?(?:disease(?!\s+activ)|primary)\b")
_OTHER = re.compile(r"[\s,;/(]*(?:or|and)?[\s,;/(]*[cpyur]{0,3}[TNM][0-4xX+]")
_IMAGE = re.compile(
    r"[\s-]*(?:lesions?|weighted|hyperintens|hypointens|signal|images?|contrast|scans?|mapping|gad|Gd|sequence|relax|level|cells?|vertebra|[<>≥≤=])",
    _FLAGS,
)


def categories(view: str, start: int, end: int) -> list[Bounded]:
    """The T, N and M categories of a criterion, where the words around them speak of stages or growths."""
    out: list[Bounded] = []
    for m in _CATEGORY.finditer(view, start, end):
        if m.start() and view[m.start() - 1].isalnum() and not (out and out[-1].end == m.start()):
            continue
        beside = bool(out) and out[-1].end <= m.start() and bool(_OTHER.fullmatch(view, out[-1].end, m.start() + 2))
        if not beside and not _is_category(view, start, end, m):
            continue
        low = int(m["low"] or 1)
        high = int(m["high"] or low)
        if m["what"] == "M" and high > 1:  # the macrophages, and the leukemias of another classification
            continue
        sign = (m["sign"] or "").strip() or ("≥" if m["more"] or m["any"] else "")
        lower, upper = (None if sign in "≤<" and sign else low), (None if sign in "≥>" and sign else high)
        q = Quantity(
            *m.span(),
            lower,
            sign != ">",
            upper,
            sign != "<",
            "1",
            number=m.span("any" if m["any"] else "low"),
            sign="..",
        )
        name = f"{m['what']} category"
        ill = _ILL.match(view, m.end(), end)
        out.append(Bounded(m.start(), ill.end() if ill else m.end(), q, name, (m.start(), m.end()), measures()[name]))
    return out


def _is_category(view: str, start: int, end: int, m: "re.Match[str]") -> bool:
    if _IMAGE.match(view, m.end(), end):
        return False
    around = _STAGED.search(view, max(start, m.start() - 24), m.start()) or _GROWTH.match(view, m.end(), end)
    prefixed = view[m.start() : m.start("what")].strip("≥≤<> ") in ("c", "p", "yp", "yc", "r")
    return bool(around or prefixed or _OTHER.match(view, m.end(), end))
