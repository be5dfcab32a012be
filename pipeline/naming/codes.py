"""Drugs that have only a code yet: "treatment with ABC-1234"."""

from ...patterns.gate import Gated
from ...patterns.tables import Word
from ..parts import Mention
from .listed import beside_drugs

_CODE = Gated(
    r"(?<![\w-])(?!(?:NCT|ISO|ICD|DSM|COVID|SARS|CTCAE|RECIST|CYP|HLA|WHO)\b)"
    r"[A-Z]{2,5}[- ]?\d{3,8}[A-Z]?(?![\w-])"
)


def read(view: str, start: int, end: int, found: list[Mention]) -> list[Mention]:
    """The mentions, and the codes among drugs or behind "treatment with"."""
    out = list(found)
    for m in _CODE.finditer(view, start, end):
        word = Word(m.group().lower(), *m.span(), True)
        if any(f.start < m.end() and m.start() < f.end for f in found) or not beside_drugs(view, start, word, out):
            continue
        out.append(Mention(*m.span(), "drug", m.group().lower(), (), "patterns/drugs/listed.tsv"))
    return sorted(out, key=lambda x: x.start) if len(out) > len(found) else out
