"""Lists that stand in one paragraph: "1. ... 2. ...", "• ... • ...", "...; ...", and plain sentences."""

import re

from ...patterns.gate import Gated
from ..view import CIRCLED, in_bracket
from .base import Block

_COUNTED = Gated(
    r"(?:(?<=\s)(?<![<>≤≥=]\s)|(?<=[;.:,)])(?<!\d[.,])|(?<=[A-Za-z]2\.)|^)(?:[(\[]?(\d{1,2})(?:[.)\]](?=\s|[A-Z≥≤<>])|\)(?=[a-z])|\s?\)(?=\s))|\(?([a-z]|[ivx]{2,4})\)(?=\s))\s{0,9}"
)
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_DOT = re.compile(
    r"(?:^|(?<=\s)|(?<=[.;,:)]))(?:(?<!•\s)•\s{0,9}(?=\w)|[·∙*]\s{1,9}(?=[A-Z])"
    rf"|[•●▪■◦‣✓✔✗✘➢⦁♦◆・{CIRCLED}\uf06e\uf075\uf076\uf0a7\uf0a8\uf0d8\uf0e0\uf0fc]\s{{0,9}}(?=[A-Z0-9≥≤<>])|(?:(?<=[;:,.])\s?|(?<=\bof\s))[{CIRCLED}]\s{{0,9}}(?=[^\W_]))"
)
_DASH = Gated(r"(?:^|(?<=\s))(?:-\s{1,9}(?=[A-Z≥≤<>])|--\s{1,9}(?=[\w≥≤<>]))")
_ANY_DASH = re.compile(r"(?:^|(?<=\s))(?:-\s{1,9}(?=[^\W\d_]|[≥≤<>])|--\s{1,9}(?=[\w≥≤<>]))")
_ROMAN = re.compile(r"[IVX]+[abcABC]?\b")
_STOPPED_DASH = re.compile(r"(?<=[;.])\s{1,9}-{1,2}\s{1,9}(?=[^\W_]|[≥≤<>])")
"""A dash that opens an item whatever its words, for a stop ends the one before ("- gout; - asthma")."""
_SENTENCE = re.compile(
    r"(?<=[.!?])\s{1,40}(?=[a-z]{0,2}[A-Z])|(?<=[.!])\s{1,40}(?=[≥≤<>(\d])|(?<=[a-z)\]]\.)(?=[A-Z][a-z])"
)
_SEMICOLON = re.compile(r";\s{1,40}(?:and\s|or\s)?|;(?=[A-Z])")
_COUNTS_ITEMS = Gated(
    r"\b(?:one|two|three|four|five|[1-9]|any|either|some)\b(?:\s+(?:or\s+more|out))?\s+of\b[^:;.]{0,60}:\s",
    re.IGNORECASE,
)
"""Behind it semicolons part what one criterion counts: "two of the following: fever; cough; dyspnea"."""
_ASKS_SOME = re.compile(
    r"\b(?:one|two|three|four|five|[1-9]|any|either|all|both)\b(?:\s+(?:or\s+more|out))?\s+of\b[^:;.]{0,60}:?\s*\Z",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|vs|dr|prof|mr|mrs|st|approx|no|al|etc|incl|resp|cf|fig|ca|max|min|(?<!/)(?<!hepatitis )[a-z])\.$",
    re.IGNORECASE,
)
_STOPS = frozenset(".;。；")
_NEAR = 60
_FIELD = re.compile(r"Details(?:\s{0,9}:\s{0,9}|\s{1,9}(?=\(?1\s?[.)]))")
"""The name of the field in which India's registry keeps the criteria of a kind."""
_STARTERS = (
    "No|Not|Must|At least|Fertile|Negative|Greater than|Less than|Concurrent|Prior|Recovered|Able|See|More than"
).replace(" ", r"\s{1,40}")
_LABELS = (
    "Age|Sex|Performance status|Life expectancy|Hematopoietic|Hepatic|Renal|Cardiovascular|Pulmonary|Other|Neurologic|"
    "Menopausal status|Biologic therapy|Chemotherapy|Endocrine therapy|Radiotherapy|Surgery|Immunologic|Nutrition"
).replace(" ", r"\s{1,40}")
_TOPIC = re.compile(
    rf"(?!(?:Age|Sex|Performance\s{{1,40}}status|Life\s{{1,40}}expectancy|Menopausal\s{{1,40}}status)\b)(?:{_LABELS}):\s{{1,40}}(?=\S)"
)
_RUN_ON = re.compile(rf"(?<=[a-z0-9%)\]])\s{{1,40}}(?=(?:{_STARTERS})\b)|(?<=[\w%)\].;])\s{{1,40}}(?=(?:{_LABELS}):)")


def split_list(view: str, block: Block, alone: bool, last: bool = False) -> list[Block]:
    """Cut a block where a numbered or bulleted list runs on within it; the block itself where none does.

    `alone` says that its section has hardly any other line, so that a shorter list is believed; so is one more number
    behind a stop, or with a bracket, where the block is the `last` of its numbers.
    """
    if field := _FIELD.match(view, block.start, block.end):
        block = block._replace(start=field.end())
    pieces = _counted(view, block, 1 if alone else 2, last)
    if (
        not pieces
        and (pieces := _dotted(view, block))
        and len(pieces) > 2
        and _ASKS_SOME.search(view[slice(*pieces[0])])
    ):
        lead, *items = _blocks(view, block, pieces)
        return [lead, *(item._replace(indent=block.indent + 1, column=block.column + 1, marker="•") for item in items)]
    pieces = pieces or _stopped(view, block)
    if not pieces and alone:
        pieces = _dashed(view, block)
    return _blocks(view, block, pieces) if pieces else [block]


def split_sentences(view: str, block: Block) -> list[Block]:
    """Cut a paragraph into its sentences, or at its semicolons where there are several."""
    sentences = _sentences(view, block)
    counts = _COUNTS_ITEMS.search(view, block.start, block.end)
    cuts = list(_SEMICOLON.finditer(view, block.start, counts.start() if counts else block.end))
    if len(sentences) > 1 or len(cuts) < 2:
        return sentences
    return _blocks(view, block, _between(block, [(m.start() + 1, m.end()) for m in cuts]))


def _sentences(view: str, block: Block) -> list[Block]:
    cuts = [
        m.span()
        for m in _SENTENCE.finditer(view, block.start, block.end)
        if not _ABBREVIATION.search(view, max(block.start, m.start() - 8), m.start())
    ]
    return _blocks(view, block, _between(block, cuts)) if cuts else [block]


def split_run_on(view: str, block: Block) -> list[Block]:
    """Cut the older cancer layout: requirements without any stop between them, behind labels ("Hepatic: ...")."""
    cuts = [m.span() for m in _RUN_ON.finditer(view, block.start, block.end)]
    out = []
    for piece in _blocks(view, block, _between(block, cuts)):
        label = _TOPIC.match(view, piece.start, piece.end)
        out += _sentences(view, piece._replace(start=label.end()) if label else piece)
    return out


def _between(block: Block, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = [block.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), block.end]
    return list(zip(starts, ends, strict=True))


def _blocks(view: str, block: Block, pieces: list[tuple[int, int]]) -> list[Block]:
    out = []
    for start, end in pieces:
        end = start + len(view[start:end].rstrip())
        if end > start and re.search(r"\w", view[start:end]):
            out.append(block._replace(start=start, end=end))
    return out or [block]


def _counted(view: str, block: Block, least: int, last: bool) -> list[tuple[int, int]]:
    """A list that counts up from the block's start ("1. ... 2. ..."), or from behind its number."""
    family = block.marker.strip("(").lower()[:1]
    numbered = block.value > 0 and family in ("1", "i", "a")
    due = block.value + 1 if numbered else 1
    cuts: list[tuple[int, int]] = []
    for m in _COUNTED.finditer(view, block.start, block.end):
        if not cuts and not numbered:
            if m.start() - block.start > 2:
                break
            family = "1" if m.group(1) else ("i" if m.group(2) == "i" else "a")
        if _closes(view, block, m):
            continue
        if _value(m, family) == due and not _ends_a_sentence(view, m, block, family, due):
            cuts.append(m.span())
            due += 1
    if numbered:
        stopped = last and cuts and (_ends_with_stop(view, cuts[0][0]) or ")" in view[slice(*cuts[0])])
        return _between(block, cuts) if len(cuts) >= least or stopped else []
    return _between(block, cuts)[1:] if len(cuts) >= 2 else []


def _ends_with_stop(view: str, position: int) -> bool:
    """Whether a stop ends what stands before a position."""
    return view[max(0, position - _NEAR) : position].rstrip()[-1:] in _STOPS


def _closes(view: str, block: Block, found: re.Match[str]) -> bool:
    """Whether a number ends a bracket that was opened before it ("(grade 2) cough")."""
    if "(" in found.group() or not found.group().rstrip().endswith(")"):
        return False
    return in_bracket(view, block.start, found.start())


def _ends_a_sentence(view: str, found: re.Match[str], block: Block, family: str, due: int) -> bool:
    """Whether a number is the last of a sentence, and the item's own stands behind it ("MMSE < 4. 4. Able to walk")."""
    after = _COUNTED.match(view, found.end(), block.end)
    return after is not None and _value(after, family) == due


def _value(found: re.Match[str], family: str) -> int:
    digits, letter = found.groups()
    if digits:
        return int(digits) if family == "1" else 0
    if family == "i":
        return _ROMANS.get(letter, 0)
    return ord(letter) - 96 if family == "a" and len(letter) == 1 else 0


def _dotted(view: str, block: Block) -> list[tuple[int, int]]:
    words = view[block.start : block.end]
    if words.isascii() and "*" not in words:  # no other bullet within a line is ASCII
        return []
    found = [m.span() for m in _DOT.finditer(view, block.start, block.end)]
    return _between(block, found) if found else []


def _stopped(view: str, block: Block) -> list[tuple[int, int]]:
    """Items that a stop and a dash part; where no dash opened the block, there must be more of them."""
    cuts = [m.span() for m in _STOPPED_DASH.finditer(view, block.start, block.end)]
    return _between(block, cuts) if len(cuts) >= (1 if block.marker == "-" else 2) else []


def _dashed(view: str, block: Block) -> list[tuple[int, int]]:
    """Further dashes in a block that a dash opened; where nothing did, there must be more of them."""
    found = list((_ANY_DASH if block.marker == "-" else _DASH).finditer(view, block.start, block.end))
    found = [m for m in found if not _joins(view, block, m)]
    least = {"-": 2, "--": 1, "": 3}.get(block.marker, len(found) + 1)
    return _between(block, [m.span() for m in found]) if len(found) >= least else []


def _joins(view: str, block: Block, dash: re.Match[str]) -> bool:
    """Whether a dash stands within a bracket or before the last of a range ("stage II - IV")."""
    return _ROMAN.match(view, dash.end()) is not None or in_bracket(view, block.start, dash.start())
