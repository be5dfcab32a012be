"""Kinds and places of criteria where no heading tells them."""

import re
from collections.abc import Set

from .base import Block, Item, Kind, Span, Warn
from .vocabulary import words

_OUT = re.compile(
    r"\b(?:(?:can\s?not|can't|may\snot)\s(?:take\spart|join|participate|enter|enroll?|accept|include|be\s(?:included|enrolled|accepted))|not\stake\spart|nobody\scan|asked\snot\sto|not\sto\sapply|do\snot\s(?:refer|send|enroll?|include|approach|recruit)|excluded\sare|(?:is|are|be|were)\s(?:excluded|ineligible|not\seligible)|not\s(?:be\s)?(?:eligible|included|enrolled)|exclusion)\b",
    re.I,
)
_IN = re.compile(
    r"\b(?:must|eligible|inclusion|is required|are required|to be (?:included|eligible)|please refer"
    r"|(?:is|are) (?:included|enroll?ed|recruited)|we (?:also )?(?:need|include|seek|look for|are looking for)"
    r"|(?:can|may|will|are invited to) (?:take part|participate|join|be (?:included|enroll?ed|recruited|invited)))\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"[≥≤]|[<>]=?\s?\d|\b(?:at least|at most|more than|less than|greater than|within|between)\s[\d.]+"
    r"|\b\d{1,3}\s?(?:-|to)\s?\d{1,3}\s?(?:years|months)|\bscore\s(?:of\s)?\d",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:we|you|our|your|us|researchers|study aims|this study|results|website|read (?:about|more))\b", re.IGNORECASE
)
_REPORT = re.compile(
    r"\bp\s?[=<>]\s?0?\.\d|\bCI\b|\bIQR\b|\bSD\b|\b(?:mean|median)\b[^.]{0,40}\b(?:was|were)\b|\brandomi[sz]ed\s+1:1"
    r"|\b\d+\s+of\s+\d+\b|\b(?:visits?|weeks?|days?|months?)\s+\d+[^.;]{0,12}[:(\]]|\ball\s+visits\b|\boutcome\s+measures?\b|\?\s|!\s"
    r"|\bp\.s\.|\bthank\s+you\b|\bdear\b|\badverse\s+events?\s+(?:reported|until)\b|\bdeaths?\s?:|\b(?:is|are|not)\s+recommended\b"
    r"|\bdo\s+not\s+(?:take|give|use)\b|\btalk\s+to\s+your\b|\b(?:response|disease|grade\s\d)\s?:",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:eligib\w+|inclusion|exclusion|excluded|ineligible|take\s+part|participate|recruit\w*|enrol\w*|must|patients?\s+with|we\s+look\s+for)\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:^|\n)\W*(?P<letter>[IE])(?:N|X)?(?:C|CL|CLUSION)?\.?(?:\s(?:No|Number|Criterion)\.?)?[ -]?#?\d{1,2}\W*$",
    re.IGNORECASE,
)
_YES, _NO = frozenset("✔✓✅☑+"), frozenset("✘✗❌☒-")
_FEW = 3


def _spot(block: Block) -> Span:
    """The words of a block that are looked at: enough of them to tell what it is."""
    return block.start, min(block.end, block.start + 600)


def is_cue(view: str, block: Block) -> bool:
    """Whether a block reads like a requirement."""
    lists, spot = words(), _spot(block)
    return bool(
        _BOUND.search(view, *spot)
        or lists.inclusion_cues.search(view, *spot)
        or lists.exclusion_cues.search(view, *spot)
    )


def is_name(view: str, block: Block) -> bool:
    """Whether the first line of a text is the trial's name."""
    opens = not view[: block.start].strip() and not block.marker
    return opens and view[block.end - 1] != "." and not _BOUND.search(view, *_spot(block)) and not speaks(view, block)


def speaks(view: str, block: Block) -> bool:
    """Whether a block says who may take part."""
    return bool(_ASKS.search(view, *_spot(block)))


def names_people(view: str, block: Block) -> bool:
    """Whether a block opens with the label of people ("Healthy subjects: aged 20-50")."""
    colon = view.find(":", block.start, min(block.end, block.start + 60))
    return colon > 0 and not words().people.isdisjoint(view[block.start : colon].lower().split())


def asks(view: str, blocks: list[Block]) -> bool:
    """Whether lines without any heading read like requirements as a whole: no results, no schedule, no letter."""
    if len(blocks) < _FEW or all(_coded(view, block.start) for block in blocks):
        return True
    reports = sum(bool(_REPORT.search(view, *_spot(block))) for block in blocks)
    cues = sum(is_cue(view, block) for block in blocks)
    said = any(speaks(view, block) for block in blocks)
    return cues * 2 >= len(blocks) and (reports * 4 < len(blocks) or (said and reports * 2 < len(blocks)))


def appeals(view: str, block: Block) -> bool:
    """Whether a block of prose says who may and who may not take part."""
    spot = view[block.start : block.end]
    return len(_ASKS.findall(spot)) > 1 and not _REPORT.search(spot)


def likely_run(view: str, blocks: list[Block]) -> list[Block]:
    """The stretch of a page in which requirements are densest; empty where there is no such stretch."""
    best, low, high, total, start = 0.0, 0, 0, 0.0, 0
    for i, block in enumerate(blocks):
        total += _weight(view, block)
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, low, high = total, start, i + 1
    return blocks[low:high] if best >= _FEW else []


def _weight(view: str, block: Block) -> float:
    spot = _spot(block)
    if (
        _PROSE.search(view, *spot)
        or _REPORT.search(view, *spot)
        or block.end - block.start > 900
        or (not block.marker and "." in view[block.start : block.end - 1])
    ):
        return -2.0
    return 1.0 if is_cue(view, block) else (-0.4 if block.marker else -0.9)


def infer(view: str, items: list[Item], first: int, warnings: list[Warn]) -> None:
    """Set the kinds of the items from `first` on by their own words, or by where the words turn."""
    todo = items[first:]
    if not todo:
        return
    kinds = _ticked(view, todo) or [_said(view, item) for item in todo]
    if len(todo) >= _FEW:
        turn = _turn(view, todo, kinds)
        kinds = [kind or by for kind, by in zip(kinds, turn, strict=True)]
    for i, (item, kind) in enumerate(zip(todo, kinds, strict=True)):
        if item.parent is not None and item.parent >= first:
            kind = items[item.parent].kind
        items[first + i] = item._replace(kind=kind or "unknown")
    span: Span = (todo[0].start, todo[-1].end)
    if any(kinds):
        warnings.append(Warn("kind_inferred", "no heading says which criteria include and which exclude", span))
    elif len(todo) >= _FEW:
        warnings.append(Warn("kind_unknown", "nothing says which criteria include and which exclude", span))


def _coded(view: str, start: int) -> Kind | None:
    """The kind that a number says: "I3.", "EC02"."""
    code = _CODE.search(view, max(0, start - 24), start)
    return code and ("inclusion" if code["letter"] in "iI" else "exclusion")


def ticked(blocks: list[Block]) -> list[Block]:
    """The lines with a tick or a cross, where both are there."""
    marks = {block.marker for block in blocks}
    yes, no = marks & _YES, marks & _NO
    return [block for block in blocks if block.marker in yes | no] if _opposed(yes, no) else []


def coded(view: str, blocks: list[Block]) -> list[Block]:
    """The lines whose numbers say a kind ("I1", "E2"), where several do and both kinds are there."""
    found = [(block, kind) for block in blocks if (kind := _coded(view, block.start))]
    return [block for block, _ in found] if len(found) >= _FEW and len({kind for _, kind in found}) > 1 else []


def _opposed(yes: Set[str], no: Set[str]) -> bool:
    """Whether signs speak for and against: a minus does so beside a plus alone."""
    return bool(yes and no) and ("+" in yes) == ("-" in no)


def _ticked(view: str, items: list[Item]) -> list[Kind | None]:
    """The kinds that ticks and crosses, or plus and minus, say, where every item has one and both are there."""
    signs = [view[max(0, item.start - 4) : item.start].strip()[-1:] for item in items]
    if not {*signs} <= _YES | _NO or not _opposed(_YES & {*signs}, _NO & {*signs}):
        return []
    return ["inclusion" if sign in _YES else "exclusion" for sign in signs]


def _said(view: str, item: Item) -> Kind | None:
    if code := _coded(view, item.start):
        return code
    if _OUT.search(view, item.start, item.end):
        return "exclusion"
    return "inclusion" if _IN.search(view, item.start, item.end) else None


def _turn(view: str, items: list[Item], said: list[Kind | None]) -> list[Kind | None]:
    """One turn from inclusion to exclusion, placed where the cue words agree best; None without cues.

    `said` are the kinds that the items' own words say.
    """
    lists = words()
    lean = []
    for item in items:
        spot = (item.start, min(item.end, item.start + 300))
        include = bool(lists.inclusion_cues.search(view, *spot))
        exclude = bool(lists.exclusion_cues.search(view, *spot)) and not re.match(
            r"(?:no|not|without)\b", view[item.start : item.end], re.I
        )
        lean.append(include - exclude)
    if not any(lean):
        return [None] * len(items)
    total, best, turn = sum(lean), sum(lean), len(items)
    score = 0
    for i in range(len(items)):
        here = score - (total - score)
        if here > best + 1:
            best, turn = here, i
        score += lean[i]
    own = next((i for i in range(len(said), 0, -1) if said[i - 1] != "exclusion"), 0)
    if own < len(said) and any(leans > 0 for leans in lean[:own]):  # the last ones say themselves that they exclude
        turn = own
    elif turn == 0 and "exclusion" in said:  # others say themselves that they exclude
        turn = next(i for i, (leans, kind) in enumerate(zip(lean, said, strict=True)) if leans or kind)
    return ["inclusion" if i < turn else "exclusion" for i in range(len(items))]
