"""What a thing might do, to the study or to somebody: "diseases affecting bone", "may interfere with gait"."""

import re

from ...patterns.gate import Gated
from ..parts import Part
from .nodes import CARRYING

_FLAGS = re.IGNORECASE

_UNNAMED = (
    r"(?:conditions?|diseases?|disorders?|illness(?:es)?|problems?|factors?|circumstances?|findings?|situations?|"
    r"abnormalit(?:y|ies)|patholog(?:y|ies)|reasons?|medications?|drugs?|comorbidit(?:y|ies)|treatments?|states?|complications?|events?)"
)
_OF_ANY_KIND = r"(?:medical|clinical|health|social|familial|sociological|geographic(?:al)?|economic)"
_OF_ALL_KINDS = (
    r"(?:any|an?|the|other|another|some|serious|severe|significant|clinically|relevant|important|major|uncontrolled|unstable|acute|chronic|"
    r"active|concurrent|concomitant|co-?existing|co-?existent|co-?morbid|intercurrent|underlying|(?:pre-?)?existing|systemic|known|current|prior|"
    rf"previous|ongoing|past|medically|general|additional|associated|simultaneous|{_OF_ANY_KIND})"
)
_OF_A_KIND = (
    r"(?:physical|psychiatric|psychological|psychosocial|mental|emotional|laboratory|"
    r"surgical|obstetric|cognitive|behaviou?ral|neurological|somatic)"
)
_AMONG = r"(?:[\s,/-]|\band\b|\bor\b)+"
THING = re.compile(rf"\b{_UNNAMED}\b", _FLAGS)
_KINDS = re.compile(rf"\b{_OF_A_KIND}\b", _FLAGS)
_ANY_KIND = re.compile(rf"\b{_OF_ANY_KIND}\b", _FLAGS)
_A_THING = re.compile(rf"(?<![\w-])(?:(?:{_OF_ALL_KINDS}|{_OF_A_KIND}){_AMONG})*{_UNNAMED}\b", _FLAGS)
_THINGS = re.compile(rf"{_A_THING.pattern}(?:{_AMONG}{_A_THING.pattern})*[\s,]*(?:that|which|who)?[\s,]*$", _FLAGS)
OF_THE_STUDY = (
    r"(?:(?:the|their|its|study|trial|patient|subject|participant|of)\s+|\w+'s\s+)*(?:evaluat|assess|interpret|measur|conduct\b|results?\b|outcome|"
    r"endpoint|safety|complian|adheren|participat|abilit|analys|validity|quality|integrity)"
)
"""What a thing might do something to, and what nobody has."""
CAUSES = Gated(
    r"(?<=[a-z]\s)(?:(?:are|is)\s+)?(?:(?:known|likely|liable)\s+to\s+)?(?:caus(?:e|ing)|predispos(?:e|ing)\s+to|lead(?:ing)?\s+to|"
    r"result(?:ing)?\s+in|associated\s+with|contributing\s+to|affecting)\s",
    _FLAGS,
)
"""What a thing without a name does: "conditions associated with malabsorption"."""
_OBJECTS = re.compile(rf"(?!\s*(?:with\s+)?{OF_THE_STUDY})\s*(?:[\w'’-]+\s+){{1,5}}(?:and/or|or|and)\s+", _FLAGS)
"""What a thing may do something to, before another such: "interfere with mobility or weight loss"."""
OR_LAST = re.compile(r"\b(?:or|and)\s+\Z", _FLAGS)
_SUCH_AS = re.compile(r"\s*,?\s*\b(?:such\s+as|including|for\s+example|e\.\s?g\b|like)\b", _FLAGS)


def is_object(view: str, position: int, p: Part) -> bool:
    """Whether a bare state is the second thing something is done to: "interfere with mobility or weight loss"."""
    bare = p.leaf["op"] == "condition" and p.leaf.keys().isdisjoint(("status", "window", "duration", "to"))
    return bare and p.leaf["condition"]["name"] not in CARRYING and bool(_OBJECTS.fullmatch(view, position, p.start))


def before_examples(view: str, position: int, limit: int) -> int:
    """Where the words of an effect end at the latest: "conditions causing cough, such as asthma" names the asthma."""
    examples = _SUCH_AS.search(view, position, limit)
    return examples.start() if examples is not None else limit


def unnamed(view: str, floor: int, end: int) -> int | None:
    """Where the things start that end a text and of which the first has no name, or None.

    "A medical or psychiatric condition that …" says no more than "anything that …"; a psychiatric disorder does.
    """
    things = _THINGS.search(view, floor, end)
    found = _A_THING.finditer(view, things.start(), end) if things else ()
    return next((m.start() for m in found if _ANY_KIND.search(m.group()) or not _KINDS.search(m.group())), None)
