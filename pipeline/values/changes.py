"""How much a measure changes is no value of the measure: "a reduction of ≥ 50% in MADRS"."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded

_FLAGS = re.IGNORECASE
_NOUN = (
    r"(?P<noun>reductions?|decreases?|increases?|improvements?|worsening|declines?|drops?|rises?|falls?|changes?|"
    r"variations?|variability|fluctuations?|loss|gains?|progression|deterioration)"
)
_WILLED = r"(?:(?:involuntary|unintentional|unintended|absolute|relative)\s+)?"
_BEFORE = re.compile(rf"\b{_WILLED}{_NOUN}\s*(?:of|by|that\s+is|is|was|in|from)?\s*$", _FLAGS)
_AFTER = re.compile(rf"\s*(?:points?\s+)?(?:or\s+(?:more|greater)\s+)?{_NOUN}\b", _FLAGS)
_OF = re.compile(
    rf"\b{_WILLED}{_NOUN}\s+(?:in|of|(?<!progression\s)from)\s+(?:the\s+|an?\s+)?(?:baseline\s+|mean\s+|total\s+|serum\s+)?$",
    _FLAGS,
)
_IN = re.compile(r"\s+(?:in|of|on|from)\s+(?:the\s+|an?\s+)?(?:[a-z]+\s+){0,2}$", _FLAGS)
_BEHIND = re.compile(rf"\s+{_NOUN}\b", _FLAGS)
CHANGE_IN = re.compile(
    rf"\s*(?:points?\s+)?(?:or\s+(?:more|greater|higher)\s+)?(?:(?:relative|absolute|clinical|unintentional|involuntary)\s+)?{_NOUN}"
    r"\s+(?:in|of|on)\s+(?:(?:the|an?|his|her|their|mean|total|serum|baseline|plasma|blood)\s+)*",
    _FLAGS,
)
"""Between how much and of what: "≥ 30% decline in eGFR"."""
_CHANGE = re.compile(_NOUN, _FLAGS)
_OF_WHAT = re.compile(
    r"\s+(?:in|of)\s+(?:(?:the|an?|his|her|their|mean|total|baseline)\s+)*(?P<what>(?!(?:more|less|greater|higher|at|over|up)\b)[^\W\d_][\w-]*(?:\s+(?!(?:and|or|in|on|of|at|from|"
    r"with|within|during|over|after|before|since|by|as|compared|to|for|despite|between|using|per|if|when|while)\b)[^\W_][\w-]*){0,4})",
    _FLAGS,
)
_USUAL = {"body weight loss": "weight loss", "body weight gain": "weight gain", "body weight change": "weight change"}
_IN_BRACKET = re.compile(rf"\(\s*(?:(?:an?|no|with)\s+)*{_WILLED}{_NOUN}\s*(?:of|by|is|was)?\s*\Z", _FLAGS)
""" "Stable weight (change of less than 3 kg)"."""
_VERB = re.compile(
    r"\b(?P<noun>improved|worsened|decreased|increased|declined|changed|dropped|rose|fell|reduced)\s+by\s*$", _FLAGS
)


_FROM_BASELINE = re.compile(
    r"\s*(?:[^\s;,.()]+\s+)??(?:points?\s+)?(?:or\s+(?:more|greater|higher)\s+)?(?:(?P<up>above|over|higher\s+than|greater\s+than)|"
    r"(?P<down>below|under|lower\s+than|less\s+than))\s+(?:the\s+|their\s+|his\s+or\s+her\s+)?baseline\b",
    _FLAGS,
)


_OFF = re.compile(
    r"\s*(?:points?\s+)?(?:below|above|under|over|lower\s+than|higher\s+than|less\s+than|more\s+than)\s+"
    r"(?:(?:the|their|its|his|her|an?)\s+)?(?:[\w-]+\s+(?:and\s+)?){0,3}?"
    r"(?:cut-?offs?|targets?|thresholds?|expected|average|mean|median|norms?|population)\b",
    _FLAGS,
)


def is_difference(view: str, b: Bounded) -> bool:
    """ "1 point below the cut-off", "a fall of 10 % from baseline": how far from something a value is, and no value."""
    q = b.quantity
    if b.name == "falls" and (q.relative is not None or q.unit not in (None, "1", "/mo", "/a")):
        return True
    plain = q.relative is None and q.lower is not None and q.lower == q.upper and q.unit in (None, "1", "%")
    return plain and _OFF.match(view, q.end) is not None


_CHANGED = re.compile(r"\b(?:loss|gain|change|increase|decrease|reduction)\Z")


def of_change(view: str, b: Bounded) -> Bounded:
    """The threshold under the name of the change, where the words beside measure and value speak of one."""
    if b.words is None or b.measure is None or b.quantity.relative in ("ULN", "LLN", "predicted"):
        return b
    found = _noun(view, b, *b.words)
    if found is None:
        return b
    noun, start = found
    name = f"{b.name} {re.sub(r'(?<!s)s$', '', noun.lower())}"
    name = _USUAL.get(name, name)
    return replace(b, start=min(b.start, start), name=name, measure=measures().get(name))


def _noun(view: str, b: Bounded, first: int, last: int) -> tuple[str, int] | None:
    """The word for a change beside measure or value, and where it begins."""
    q = b.quantity
    multiple = q.relative is not None and q.unit == "1"
    if not multiple and not _CHANGED.search(b.name) and (by := _FROM_BASELINE.match(view, q.number[1])) is not None:
        return "increase" if by["up"] else "decrease", b.start
    m = _OF.search(view, max(0, b.start - 40), b.start)
    if last <= q.start:
        m = (
            m
            or _VERB.search(view, last, q.start)
            or _BEHIND.match(view, last, q.start)
            or _IN_BRACKET.search(view, last, q.start)
        )
    elif q.end <= first:
        m = m or _BEFORE.search(view, max(0, q.start - 24), q.start)
        behind = _AFTER.match(view, q.end, first)
        m = m or (behind if behind and _IN.fullmatch(view, behind.end(), first) else None)
    return (m["noun"], m.start()) if m else None


def of_what(view: str, start: int, end: int) -> tuple[str, int] | None:
    """What a change is of that no measure is known for, and where its words end: "reduction in symptom severity"."""
    noun = _CHANGE.fullmatch(view, start, end)
    m = _OF_WHAT.match(view, end) if noun is not None else None
    if noun is None or m is None:
        return None
    return f"{' '.join(m['what'].lower().split())} {re.sub(r'(?<!s)s$', '', noun['noun'].lower())}", m.end()


def is_change(name: str) -> bool:
    """Whether a measure is how much another one changes."""
    return " " in name and _CHANGE.fullmatch(name.rpartition(" ")[2]) is not None
