"""States that words tell without a noun: "relapsed or refractory after two lines", "if the bone marrow is involved"."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated
from ..parts import Cue, Mention
from .heads import heads_of, normal

_FLAGS = re.IGNORECASE
_PATTERN = "patterns/conditions/own.tsv"
_COURSE = r"(?:relapsed|refractory|recurrent|relapsing)"
_LINES = (
    r"(?:at\s+least|≥|>|\d|(?:one|two|three|more|prior|previous|(?:the|their)\s+(?:last|most\s+recent)|last|first-?\s?line|standard|"
    r"initial|frontline)\b)"
)
_RELAPSED = Gated(
    rf"(?<!,)(?<!,\s)\b(?P<a>{_COURSE})(?:\s+(?:after|to|from))?(?:\s*/\s*|\s*,?\s*(?:or|and\s*/\s*or)\s+)(?P<b>{_COURSE})\b"
    rf"(?=\s*(?:[,.;)]|\Z|(?:after|following|despite|within|since|as)\b|to\s+{_LINES}))",
    _FLAGS,
)
"""With no disease behind it: "refractory to rituximab" is a treatment that failed."""
_SITE = r"(?:[^\W\d_]{3,}\s+){0,2}[^\W\d_]{3,}"
_BY = (
    r"(?:\s+(?:by|with)\s+(?:(?:the|their|underlying)\s+)*"
    r"(?:lymphoma|leuka?emia|tumou?rs?|disease|cancer|myeloma|malignancy|neoplasm|metastas[ei]s))?"
)
_INVOLVED = Gated(
    rf"(?<![^\W_])(?P<site>{_SITE})\s+(?:(?:is|are|was|were)\s+)(?:also\s+|(?P<not>not)\s+)?(?P<how>involved|infiltrated){_BY}"
    r"(?=\s*(?:[,.;:)]|\Z|and\b|or\b|then\b))",
    _FLAGS,
)
_NO_SITE = re.compile(r"(?:.*\b)?(?:if|when|where|in|case|the|both|either|that|which|of|with|and|or|no)\s+", _FLAGS)
_ORGANS = frozenset(("nervous system", "lymph node", "pericardium", "pleura", "peritoneum", "meninges", "orbit", "csf"))
_WHOLE = {"cns": "central nervous system", "marrow": "bone marrow"}
PATTERNS = (_RELAPSED, _INVOLVED)
"""Where none of them may match, nothing is named."""


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """The courses of a disease that stand without it, and the organs that it has reached."""
    for m in _RELAPSED.finditer(view, start, end):
        for course in ("a", "b"):
            name = f"{m[course].lower()} disease"
            yield Mention(*m.span(course), "condition", name, (), _PATTERN, shares=course == "a")
    for m in _INVOLVED.finditer(view, start, end):
        lead = _NO_SITE.match(m["site"])
        first = m.start("site") + (lead.end() if lead else 0)
        site = normal(view[first : m.end("site")])
        if site.split()[-1:] and _is_organ(site):
            denied = (Cue("NEGATED", *m.span("not")),) if m["not"] else ()
            yield Mention(first, m.end(), "condition", f"{_WHOLE.get(site, site)} involvement", (), _PATTERN, denied)


def _is_organ(site: str) -> bool:
    words = site.split()
    return (
        words[-1] in heads_of("condition").sites
        or {words[-1], " ".join(words[-2:])} & (_ORGANS | _WHOLE.keys()) != set()
    )
