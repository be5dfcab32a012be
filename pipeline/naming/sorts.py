"""Sorts of a disease that are told before it: "progressive forms of MS"; and what happens again: "re-stenosis"."""

import re
from dataclasses import replace

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.tables import mentions
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
_AGAIN = Gated(r"(?<![\w-])re-(?:do\s+)?\Z", _FLAGS)
""" "Re-operation", "re-do surgery": what happens again, and not what happens."""
_ANY_AGAIN = Gated(r"(?<![\w-])re-", _FLAGS)


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, a disease with the sort that it is of; of several sorts none is told."""
    if not _ANY_AGAIN.absent(view, start, len(view)):
        found = [_again(view, start, m) for m in found]
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


def _again(view: str, start: int, m: Mention) -> Mention:
    """ "Re-stenosis" is its own finding; what no table knows in one word keeps its hyphen."""
    lead = _AGAIN.search(view, max(start, m.start - 8), m.start) if m.kind in ("condition", "procedure") else None
    if lead is None:
        return m
    said = " ".join(view[lead.start() : m.end].lower().split())
    joined = said.replace("-", "", 1)
    name = joined if mentions().entries.get(fold_phrase(joined)) is not None else said
    return named(replace(m, start=lead.start(), name=name, codes=()))
