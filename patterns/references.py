"""The words of `references.toml`, compiled: documents and criteria sets that a criterion refers to."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from .alternation import one_of
from .gate import Gated

_FLAGS = re.IGNORECASE | re.MULTILINE
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|tenth|eleventh)"
_EDITION = (
    rf"(?:\s*[,(]?\s*(?:{_ORDINAL}[\s-]+(?:edition|revision)(?:[\s,]+text\s+revision)?|\(?beta(?:\s+version)?\)?|"
    rf"(?:version|v\.?)\s*\d(?:\.\d+)*|\d\.\d(?:\s+version)?|{_YEAR})\s*\)?)*"
)
_NUMBER = r"[\s-]*(?:\d{1,2}|[IVX]{1,4})(?:[-\s]?(?:TR|R|CM))?(?![\w.])"
_ICD = r"ICD[\s-]?(?:9|10|11)(?:[\s-]*CM)?(?:\s*codes?)?\s*:?\s*"
_OF_ITS_OWN = r"\b(?-i:DSM|ICHD|ICSD|Rome)"
"""Sets that name no disease themselves: "DSM-5 schizophrenia", not "Sepsis-3"."""
_CODE = r"(?-i:[A-Z]\d[\dA-Z])"
_ICD_ALONE = (
    r"\b(?-i:ICD)[\s-]?(?:9|10|11)(?:[\s-]?(?:CM|GM|PCS))?"
    r"(?![.,]?\d|\s*(?:hours?|days?|weeks?|months?|years?))(?:\s*codes?)?\s*[:=]?"
)
""" "ICD 10: I63", wherever it stands; an ICD of 10 days is a device."""
_AUTHORS = r"(?-i:[A-Z][\w'-]+(?:\s*(?:,|&|and)\s*[A-Z][\w'-]+)*)"
_SHORT = r"(?-i:[A-Z][\w/.-]*(?:[\s-][A-Z\d][\w/.-]*){0,2})"

_PLACE = (
    r"(?:(?:the\s+)?(?:study\s+|trial\s+)?(?:protocol\s+)?(?:sections?|appendi(?:x|ces)|annex|tables?|attachment|chapter|paragraph)\s+"
    r"(?:[IVX]+\b|\d[\d.]*|[A-Z]\b(?:\.\d+)*)(?:\s*(?:,|and|or|&)\s*(?:(?:section|appendix|table)\s+)?(?:\d[\d.]*|[A-Z]\b))*"
    r"|(?:the\s+)?(?:study\s+|trial\s+)?protocol)"
)
_SEE = r"(?:please\s+)?(?:see|refer\s+to|cf\.?)\s+(?:also\s+)?"
CROSS_REFERENCE = Gated(rf"\(\s*(?:{_SEE})?{_PLACE}\s*\)", re.IGNORECASE)
"""Where to read more, which asks for no more: "gout (see section 5.2)"."""
SEE_ALSO = Gated(rf"(?<=[.;,]\s)(?:{_SEE}){_PLACE}", re.IGNORECASE)
"""The same without brackets: "gout. See appendix 3." """


_JOURNAL = r"(?-i:[A-Z][\w.'-]*(?:\s+(?:[A-Z&][\w.'-]*|of|the|and|in)){0,7})"
_ISSUE = r"(?:\s*\(\s*(?:suppl\.?\s*)?\d{1,3}\s*\))?"
_PAGE = r"(?:pp?\.?\s*)?[A-Z]?\d{1,6}"
_PAGES = rf"{_PAGE}\s*[-\u2013]\s*[A-Z]?\d{{1,6}}"
_DOI = r"doi\s*:?\s*(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/(?:[^\s()\]]|\([\w-]*\))+"
_PUBMED = r"PMID\s*:?\s*\d{5,9}"
_PAPER = (
    rf"(?:{_JOURNAL}[\s,.:]+)?{_YEAR}(?:\s(?-i:[A-Z][a-z]{{2,8}})(?:\s\d{{1,2}})?)?\s*;\s*\d{{1,4}}{_ISSUE}\s*:\s*(?:{_PAGES}|{_PAGE})"
    rf"(?![\d%])"
)
"""A paper, told as libraries tell it: "N Engl J Med 2015;372(8):1-9"."""
_LOOSE_PAPER = rf"{_JOURNAL}[\s,.]+{_YEAR}[\s,;:]+\d{{1,4}}{_ISSUE}[\s,;:]+{_PAGES}"
"""The same where commas and colons were lost, which only a bracket makes sure."""


_COMMON = r"(?:the\s+)?(?:NCI[\s-]*)?(?-i:CTC(?:AE)?)\b"
_VERSION = r"[\s,]*(?:v(?:er)?(?:sion)?\.?\s*\d{1,2}(?:\.\d+)*|\d\.\d+)"
_BY_COMMON = r"(?:graded\s+)?(?:(?:according\s+to|(?:as\s+)?per|by|based\s+on|using)\s+)"
""" "Neuropathy of grade 2 or more (NCI-CTCAE v5.0)", "according to CTCAE", "CTCAE v5.0 grade ≥ 2"."""


class References(NamedTuple):
    """``title``: a document or a body by its full name; ``bracketed``: brackets that hold nothing but a reference;
    ``named``: a criteria set at the end of a clause, or before what is diagnosed by it; ``paper``: a publication;
    ``toxicities``: by which version of the common criteria something is graded.
    """

    title: Gated
    bracketed: Gated
    named: Gated
    paper: Gated
    toxicities: Gated


def _listed(words: Iterable[str]) -> str:
    return one_of([re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)])


@cache
def references() -> References:
    """The patterns."""
    raw: dict[str, list[str]] = tomllib.loads((files(__package__) / "references.toml").read_text(encoding="utf-8"))
    kinds = rf"(?:(?:diagnostic\s+|clinical\s+|classification\s+)?{_listed(raw['kinds'])}\b)"
    sets, numbered = ("|".join(map(re.escape, sorted(raw[key], key=len, reverse=True))) for key in ("sets", "numbered"))
    edition = rf"(?-i:{numbered}){_NUMBER}"
    toxicity = _listed(raw["graded"])
    versioned = (
        rf"(?:(?-i:NCI|NIH|US)[\s-]+)?(?:\b{toxicity}\b)(?:\s+(?:(?:AE|toxicity|grading|severity)\s+)*(?:tables?|scales?|grading|criteria))?"
        r"\s*,?\s*(?:version|ver\.?|v\.?)\s*\d{1,2}(?:\.\d+)*(?![\w%])"
    )
    bodies = "(?-i:AJCC|UICC|TNM)"
    staging = rf"{bodies}(?:\s*/\s*{bodies})*\s*,?\s*(?:v(?:ersion|\.)?\s*\d{{1,2}}(?:\.\d)?|{_ORDINAL})"
    responses = rf"(?-i:{'|'.join(raw['responses'])})\s*,?\s*(?:(?:version|ver\.?|v\.?)\s*)?\d\.\d"
    several = rf"(?:{edition}|(?-i:{sets}))(?:\s*(?:/|,|&|\band\b|\bor\b)\s*(?:{edition}|(?-i:{sets})))*"
    told = rf"{_YEAR}\s+{several}|{several}\s+(?:{_YEAR}|{kinds}|{_ORDINAL}\s+ed(?:ition\b|n?\.?))|"
    told += rf"{staging}|{responses}|{versioned}|{edition}"
    said = rf"(?:(?:the|revised|modified|updated|current)\s+)*(?:{told})"
    named = rf"{said}(?:\s+(?:{_YEAR}|{kinds}))*{_EDITION}"
    cited = rf"{_AUTHORS}\s*,?\s+et\s+al\.?\s*,?\s*\(?(?:{_YEAR}[a-z]?)?\)?|{_AUTHORS}\s*,\s*{_YEAR}[a-z]?"
    several_codes = rf"{_CODE}(?:\.\d+)?(?:\s*(?:,|-|/|\bto\b|\band\b|\bor\b)\s*{_CODE}(?:\.\d+)?)*"
    codes = rf"(?:{_ICD}|(?={_CODE}\.)){several_codes}"
    by = r"(?:(?:according\s+to|as\s+per|per|by|based\s+on|using|see)\s+)?"
    short = rf"(?:\s*\(\s*{_SHORT}\s*\))?"
    numbers = r"\d{3}(?:\.[\dx]{1,2})?(?:\s*(?:,|-|/|\bto\b|\band\b|\bor\b)\s*\d{3}(?:\.[\dx]{1,2})?)*"
    coded = rf"{_ICD_ALONE}(?:\s*(?:{several_codes}|{numbers}))?(?![\w.]*\w)"
    behind = rf"(?:[\s,.;]+(?:{_DOI}(?:\s[\w.]*\d\b)?|{_PUBMED}))*"
    paper = rf"(?:{_AUTHORS}(?:\s+(?-i:[A-Z]{{1,3}}))?\s*,?\s+et\s+al\.?\s*[,:]?\s*)?(?:{_PAPER})"
    loose = rf"[(\[]\s*(?:{by})(?:{paper}|{_LOOSE_PAPER}|{_DOI}|{_PUBMED}){behind}[\s.]*[)\]]"
    return References(
        Gated(rf"\b{_listed(raw['titles'])}\b(?:-\d|'s?)?{_EDITION}{short}{_EDITION}(?:\s+{kinds})*", _FLAGS),
        Gated(rf"[(\[]\s*{by}(?:{named}|{codes}|{cited})\s*[)\]]", _FLAGS),
        Gated(rf"(?<=\s){named}(?=\s*(?:[,;.()\]]|$))|{_OF_ITS_OWN}{_NUMBER}(?=\s+[a-z])|{coded}", _FLAGS),
        Gated(rf"{loose}|\b{paper}{behind}|\b{_DOI}|\b{_PUBMED}", _FLAGS),
        Gated(
            rf"[(\[]\s*{by}{_COMMON}(?:{_VERSION})?(?:\s+criteria)?\s*[)\]]|(?<![\w-]){_BY_COMMON}{_COMMON}(?:{_VERSION})?"
            rf"(?:\s+criteria)?(?=\s*(?:[,;.()]|$))|(?<![\w-]){_COMMON}{_VERSION}(?=\s*,?\s*grades?\b)",
            _FLAGS,
        ),
    )
