"""Whose load a bare "viral load" is: of the virus that is named before it, and of HIV where none is."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded

_FLAGS = re.IGNORECASE
_BARE = re.compile(r"(?:plasma\s+)?viral\s+loads?", _FLAGS)
_VIRUS = re.compile(
    r"\b(?:(?P<HIV_RNA>HIV(?:-[12])?|human\s+immunodeficiency|AIDS|CD4|ART|antiretrovirals?)"
    r"|(?P<HBV_DNA>HBV|hepatitis\s+B|hep\s+B|HBs\s?Ag|HBe\s?Ag|(?:anti-?)?HBc(?:Ab)?)"
    r"|(?P<HCV_RNA>(?:anti-?)?HCV(?:\s?Ab)?|hepatitis\s+C|hep\s+C)|(?P<HDV_RNA>HDV|hepatitis\s+(?:D|delta))"
    r"|(?P<CMV_DNA>CMV|cytomegalovirus)|(?P<EBV_DNA>EBV|Epstein-Barr)|(?P<BK_virus_DNA>BKV?)|(?P<SARS>SARS-CoV-2|COVID-19)"
    r"|(?P<other>[a-z]+virus(?:es)?|HPV|RSV|HSV|VZV|HTLV|JCV|hepatitis\s+E|HEV|dengue|influenza|measles|zika|ebola|mpox))(?![^\W_])",
    _FLAGS,
)
_JOINED = re.compile(r"\W*(?:(?:and|or|virus|infections?|positive|negative|chronic|active)\W+)*\W*", _FLAGS)


def of_virus(view: str, start: int, b: Bounded) -> Bounded:
    """The load under the name of its virus; where two or an unknown one could be meant, under its own words."""
    if b.name != "HIV RNA" or b.words is None or not _BARE.fullmatch(view, *b.words):
        return b
    named = list(_VIRUS.finditer(view, start, b.words[0]))
    if not named:
        return b if b.quantity.unit != "[IU]/mL" else replace(b, name="viral load", measure=None)
    kinds = {m.lastgroup for m in named[-2:]}
    two = len(named) > 1 and len(kinds) > 1 and _JOINED.fullmatch(view, named[-2].end(), named[-1].start())
    name = {"SARS": "SARS-CoV-2 viral load"}.get(
        named[-1].lastgroup or "", (named[-1].lastgroup or "").replace("_", " ")
    )
    if two or name == "other":
        return replace(b, name="viral load", measure=None)
    return replace(b, name=name, measure=measures()[name])
