"""What the first name of a list says of the bare names behind it: "corneal abrasion or ulceration" is of the cornea."""

import re
from dataclasses import replace
from itertools import pairwise

from ...patterns.fold import fold
from ...patterns.words import quality_words
from ..parts import Mention
from .entries import known, named
from .heads import NAMES_MORE, Heads, heads_of

LIST = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?(?:(?:,\s*(?:or|and)?|\b(?:or|and))\s+|/\s*)", re.IGNORECASE)
_COMMA = re.compile(r"\s*(?:\([^()]{1,60}\)\s*)?,\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*(?:,|/|\b(?:or|and)\b)\s*", re.IGNORECASE)
_OTHER = re.compile(r"\s*,?\s*(?:or|and)\s+(?:any\s+)?other\s+", re.IGNORECASE)
_CONTROL = re.compile(r"(?:uncontrolled|(?:poorly|inadequately|insufficiently)[\s-]controlled)\s+", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:severe|serious|significant|symptomatic|moderate|mild|untreated|unstable|decompensated)\s", re.IGNORECASE
)
_OPERATIONS = frozenset(("surgery", "operation", "procedure", "radiation", "radiotherapy", "irradiation", "biopsy"))
_OF_ANY = frozenset(("disease", "disorder", "abnormality", "condition", "problem"))


def spread(view: str, found: list[Mention]) -> list[Mention]:
    """The mentions, a bare name under the site, the lack of control, or the thing operated on, of the one before."""
    found = _of_other(view, found)
    out = found[:1]
    lead, of_several, first = "", False, 0
    for i, (a, b) in enumerate(pairwise(found), 1):
        of_several = of_several or a.shares
        if a.kind != b.kind or a.kind not in NAMES_MORE or not LIST.fullmatch(view, a.end, b.start):
            lead, of_several = "", False
        elif not of_several:
            own = _lead(a.kind, view[a.start : a.end])
            lead, first = (own, a.start) if own else (lead, first)
        if lead and _takes(b.kind, lead, view[b.start : b.end]) and not _of_its_own(view, found[i - 1 :], lead):
            name = f"{' '.join(lead.lower().split())} {b.name}"
            b = named(replace(b, name=name, codes=(), hull=(first, b.end)))
        elif fold(view[b.start : b.end]) not in heads_of("condition").vague:
            lead = ""
        out.append(b)
    return out


def _of_its_own(view: str, found: list[Mention], lead: str) -> bool:
    """Whether the second name is of any organ: "hernia repair, or transplantation", "bowel obstruction, ulcer".

    "Bowel obstruction, perforation or ulcer" are all of the bowel.
    """
    a, b = found[:2]
    if "transplant" in b.name and "," in view[a.end : b.start]:
        return True
    if _CONTROL.match(lead + " "):
        return False
    for a, b in pairwise(found):
        if not LIST.fullmatch(view, a.end, b.start) or not _takes(b.kind, lead, view[b.start : b.end]):
            return True
        if not _COMMA.fullmatch(view, a.end, b.start):
            return False
    return True


def _of_other(view: str, found: list[Mention]) -> list[Mention]:
    """ "Inflammation, infection or other ocular disease": a bare lesion before "other" is of the site behind it."""
    out, heads, lead = list(found), heads_of("condition"), ""
    for i in range(len(out) - 1, 0, -1):
        a, b = out[i - 1], out[i]
        if _OTHER.fullmatch(view, a.end, b.start):
            words = _site(view[b.start : b.end], heads).split() if b.kind == "condition" else []
            lead = " ".join(w.lower() for w in words if fold(w) not in quality_words())
        elif not _ITEM.fullmatch(view, a.end, b.start):
            lead = ""
        if lead and a.kind == "condition" and fold(view[a.start : a.end]) in heads.bare:
            out[i - 1] = named(replace(a, name=f"{lead} {view[a.start : a.end].lower()}", codes=()))
    return out


def doubtful(first: str, bare: str) -> bool:
    """ "Severe asthma or COPD": whether a bare name may be of the site or degree of the one before it, or of any."""
    heads, key, lead = heads_of("condition"), fold(bare), _lead("condition", first)
    if " " in bare or (lead and _takes("condition", lead, bare)):
        return False
    if _DEGREE.match(first):
        return len(first.split()) == 2 and not known(first, "condition")
    last = fold(first.split()[-1])
    of_lesions = key in heads.vague and last in heads.lesions
    return bool(_site(first, heads)) and (of_lesions or (key in heads.bare and last in _OF_ANY))


def of_its_site(first: str, bare: str) -> bool:
    """ "Pituitary tumor or surgery", "eye surgery or trauma": whether the second may be of the site before it."""
    heads, key = heads_of("condition"), fold(bare)
    of_any = key in heads.bare or key in _OPERATIONS or key in heads_of("procedure").operations
    return of_any and any(_site(first, heads_of(kind)) for kind in NAMES_MORE)


def _lead(kind: str, name: str) -> str:
    """The words of a name that may hold for the next: its site, that it is not controlled, or what is operated on."""
    heads = heads_of(kind)
    if kind == "procedure":
        what, _, operation = " ".join(name.split()).rpartition(" ")
        return what if fold(operation) in heads.operations else ""
    if control := _CONTROL.match(name):
        return control.group().strip()
    return _site(name, heads) if fold(name.split()[-1]) in heads.lesions else ""


def _site(name: str, heads: Heads) -> str:
    """The words before the head, where they are those of a site."""
    words = re.split(r"\s+", name)[:-1]
    keys = [fold(word) for word in words]
    sites = heads.places
    if any(key in sites for key in keys) and all(key in sites or key in quality_words() for key in keys):
        return " ".join(words)
    return ""


def _takes(kind: str, lead: str, bare: str) -> bool:
    heads, key = heads_of(kind), " ".join(map(fold, bare.split()))
    if kind == "procedure":
        return key in heads.operations
    return key in (heads.controlled if _CONTROL.match(lead + " ") else heads.lesions)
