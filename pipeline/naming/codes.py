"""Drugs that have only a code yet: "treatment with ABC-1234", "HLX10 or mRNA-4157 within 4 weeks"."""

import re

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.measures import lexicon as measured
from ...patterns.tables import Word
from ..parts import Mention
from .forms import is_antigen
from .listed import beside_drugs, is_taken

PATTERN = "patterns/drugs/listed.tsv"
_CODE = Gated(
    r"(?<![\w-])(?:BAY[ -]?\d{1,2}-\d{4}|[A-Z]{2,5} \d{3,8}[A-Z]?|[a-z]{1,2}\d{3,5}|"
    r"(?=[a-z0-9-]{0,6}[A-Z])(?=[A-Za-z-]{0,9}\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+){0,3})(?!\w|/\d|-\w)"
)
_DIGITS = re.compile(r"\d")
_WORD = re.compile(r"[a-z]{4}|\A(?:anti|non|pre|post)")
_MARKER = re.compile(
    r"(?:NCT|ISO|ICD|DSM|COVID|SARS|CTCAE|RECIST|CYP|HLA|WHO|Ig[AEGM]|HbA|CO|Day|Visit|Week|Cycle)\b.*|"
    r"(?:NCT|ICD|CYP|HLA|CD|HER|BRCA|CA|IL|TNF|IFN|HPV|HIV|HCV|HBV|HSV|PD-?L?|FGFR|VEGFR|EGFR|KRAS|TP|CK|UV[AB])-?\d{1,3}[A-Za-z]*|"
    r"[CD]\d+D?\d*|Q\d+\w|[A-Z]\d{1,4}[A-Z]|[TNMHVBUP]-?\d+[a-z]?",
    re.IGNORECASE,
)
"""Trials, scales, antigens, genes, their changes, days and doses: nothing that is given."""
_NEXT = re.compile(
    r"\s(?!(?:and|or|plus|in|within|at|for|with|during|prior|before|after|from|on|to|any|other|as|therap\w+|treatment|the|more|"
    r"less|is|are|was|were|has|have|had|study|trial|infusions?|injections?|tablets?|capsules?|who|that|which|by|alone|"
    r"combin\w+|monotherapy|vaccin\w+|unless|except|if|not|but|via|since|administration|ever|previously|currently)\b)[a-z]",
    re.IGNORECASE,
)
"""Behind a code another noun: it may say what this is made of or acts on."""
_GLUED = Gated(
    r"(?<![\w-])(?:BAY[ -]?\d{1,2}-\d{4}|[A-Z]{2,6}-\d{3,8}[A-Z]?)"
    r"(?![\w-]|[.,/]\d|\s?(?:%|[a-zA-Zµ]{1,6}/|[xX×*]|(?:mg|g|mL|ml|IU|years?|days?|weeks?|m|mm|cm)\b))"
)
_OF_STUDY = Gated(
    r"\b(?:study|trial|protocol|extension)\s+(?:study\s+|trial\s+)?(?:(?:no\.?|number|#|ID|code)\s*:?\s*)?"
    r"(?P<code>(?-i:[A-Z]{1,8}[- ]?\d{2,}(?:-\d+)*[A-Z]?|\d{2,4}-\d{3,6}(?:-\d{2})?[A-Z]?))"
    r"(?![\w/-]|[.,]\d|\s*(?:%|years?|patients|subjects|mg|g|mL|kg)\b)",
    re.IGNORECASE,
)
""" "Study 01-9001": which one it is."""
_LONG = 6
_LIMITED = re.compile(r"\s+(?:within|in\s+the\s+(?:last|past|previous)|at\s+any\s+time)\b", re.IGNORECASE)


def glued(view: str, start: int, end: int) -> list[tuple[int, int]]:
    """Codes by whose form their number is a value of nothing: "CK-3773274", "SER-109", "BAY 94-9027"."""
    named = [m.span("code") for m in _OF_STUDY.finditer(view, start, end)]
    return named + [m.span() for m in _GLUED.finditer(view, start, end) if not _is_value(view, start, m)]


def _is_value(view: str, start: int, m: "re.Match[str]") -> bool:
    """Whether a code may be a measure and its value ("SBP-160"): but for a long number, and as what was given."""
    letters, _, number = m.group().partition("-")
    return (
        len(number) < _LONG
        and measured().get(letters.lower(), letters) is not None
        and not is_taken(view, start, m.start())
        and not _LIMITED.match(view, m.end())
    )


def read(view: str, start: int, end: int, taken: list[tuple[int, int]], found: list[Mention]) -> list[Mention]:
    """The mentions, and the codes outside the ``taken`` spans that stand among drugs or behind "treatment with"."""
    out = list(found)
    for m in _CODE.finditer(view, start, end):
        if (
            any(a < m.end() and m.start() < b for a, b in taken)
            or any(f.start < m.end() and m.start() < f.end and not _inside(f, m) for f in out)
            or not _is_code(view, m)
        ):
            continue
        others = [f for f in out if not _inside(f, m)]
        word = Word(m.group().lower(), *m.span(), True)
        given = beside_drugs(view, start, word, others)
        if given or (_GLUED.search(view, *m.span()) and _LIMITED.match(view, m.end())):
            out = [*others, Mention(*m.span(), "drug", m.group().lower(), (), PATTERN)]
    return sorted(out, key=lambda x: x.start) if out != found else found


def _inside(f: Mention, m: re.Match[str]) -> bool:
    """Whether a name is a part of the code: the "CT" of "CT-P6"."""
    return m.start() <= f.start and f.end <= m.end() and f.end - f.start < m.end() - m.start()


def _is_code(view: str, m: "re.Match[str]") -> bool:
    written = m.group()
    if len(_DIGITS.findall(written)) < 2 or len(written) < 3 or _WORD.search(written) or _MARKER.fullmatch(written):
        return False
    known = measured().get(fold_phrase(written), written) is not None
    return not known and not is_antigen(written) and not _NEXT.match(view, m.end())
