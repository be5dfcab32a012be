"""Sorts of a disease that are told before it: "progressive forms of MS", "a severe subtype of asthma"."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Mention
from .entries import named

_FLAGS = re.IGNORECASE
_OF = r"(?:clinical\s+)?(?:forms?|sub-?types?|sub-?forms?|variants?|phenotypes?|courses?)\s+of\s+(?:(?:the|an?)\s+)?"
_SAID = (
    r"(?:(?:primary|secondary)[\s-]+progressive|relapsing[\s-]+(?:remitting|progressive)|progressive[\s-]+relapsing|"
    r"(?:early|late|adult|juvenile|infantile)[\s-]onset|severe|mild|moderate|chronic|acute|subacute|progressive|relapsing|recurrent|"
    r"refractory|hereditary|familial|congenital|juvenile|infantile|idiopathic|primary|secondary|malignant|advanced|atypical|"
    r"locali[sz]ed|generali[sz]ed|systemic|persistent|paroxysmal|genetic|episodic|sporadic|acquired)"
)
_SORT = Gated(rf"(?<![-/\w])(?P<said>{_SAID})\s+{_OF}\Z", _FLAGS)
_OR = re.compile(r"\b(?:or|and|to)\s+\Z|[/,]\s*\Z", _FLAGS)
_ANY = Gated(rf"\b{_SAID}\s+{_OF}", _FLAGS)
_IN_NAME = re.compile(rf"(?P<said>{_SAID})\s+{_OF}", _FLAGS)
_NEAR = 60


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, a disease with the sort that it is of; of several sorts none is told."""
    if _ANY.absent(view, start, len(view)):
        return found
    out: list[Mention] = []
    for m in found:
        floor = max(start, out[-1].end if out else start, m.start - _NEAR)
        if m.kind == "condition" and (inner := _IN_NAME.match(m.name)):
            m = named(replace(m, name=f"{inner['said']} {m.name[inner.end() :]}", codes=()))
        elif m.kind == "condition" and (said := _SORT.search(view, floor, m.start)) is not None:
            if not _OR.search(view, floor, said.start()):
                name = f"{' '.join(said['said'].lower().split())} {m.name}"
                m = named(replace(m, start=said.start(), name=name, codes=()))
        out.append(m)
    return out
