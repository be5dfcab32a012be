"""Parts of the blood that share the word for what was done: "plasma, platelets or red cell transfusion"."""

import re
from collections.abc import Iterator

from ...patterns.gate import Gated
from ...patterns.tables import mentions
from ..parts import Mention

PATTERN = "patterns/procedures/own.tsv"
_FLAGS = re.IGNORECASE
_NAMES = (
    ("red blood cell", r"(?:packed\s+)?red(?:\s+blood)?\s+cells?|p?RBCs?|packed\s+cells|erythrocytes?"),
    ("platelet", r"platelets?|thrombocytes?"),
    ("plasma", r"(?:fresh[\s-]+frozen\s+)?plasma|FFP"),
    ("cryoprecipitate", r"cryoprecipitate"),
    ("granulocyte", r"granulocytes?"),
    ("blood", r"(?:whole\s+)?blood"),
    ("blood product", r"blood\s+(?:products?|components?)"),
)
_PART = "(?:" + "|".join(words for _, words in reversed(_NAMES)) + ")"
_JOINT = r"\s*(?:,\s*(?:and\s*/\s*or|and|or)?|/|\b(?:and\s*/\s*or|and|or)\b)\s*"
_BEFORE = Gated(
    rf"(?<![\w-])(?P<parts>{_PART}(?:{_JOINT}{_PART})+)\s+transfusions?\b(?![\s-]+(?:independen|dependen|require|reaction))",
    _FLAGS,
)
_BEHIND = Gated(rf"\btransfus(?:ions?|ed)\s+(?:of|with)\s+(?P<parts>{_PART}(?:{_JOINT}{_PART})+)(?![\w-])", _FLAGS)
_ONE = re.compile(rf"{_PART}(?![\w-])", _FLAGS)
PATTERNS = (_BEFORE, _BEHIND)
"""Where none of them may match, nothing is named."""


def read(view: str, start: int, end: int) -> Iterator[Mention]:
    """Each part with the word that it shares, over its own words; the nearest to the word has that, too."""
    for m in _BEFORE.finditer(view, start, end):
        *others, last = _ONE.finditer(view, *m.span("parts"))
        yield from (_of(one.span(), one.group(), (one.start(), m.end())) for one in others)
        yield _of((last.start(), m.end()), last.group())
    for m in _BEHIND.finditer(view, start, end):
        first, *others = _ONE.finditer(view, *m.span("parts"))
        yield _of((m.start(), first.end()), first.group())
        yield from (_of(one.span(), one.group(), (m.start(), one.end())) for one in others)


def _of(where: tuple[int, int], part: str, hull: tuple[int, int] | None = None) -> Mention:
    name = next(name for name, words in _NAMES if re.fullmatch(words, part, _FLAGS)) + " transfusion"
    entry = mentions().entries[name]
    return Mention(*where, "procedure", name, entry.codes, PATTERN, shares=hull is not None, hull=hull)
