"""What is asked of one sex alone: "negative pregnancy test (women of childbearing potential only)".

Among inclusions it binds nobody else, so it is the requirement or the ``not`` of those of whom it is asked. Behind what
somebody has ("asthma (women only)") the words say who takes part, and both are asked.
"""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Part
from . import sexes_in_turn
from .nodes import CARRYING, Words, join, leaf, negate, negation, settled

_FLAGS = re.IGNORECASE
_WHOM = frozenset(("sex", "childbearing potential"))
_LEAD = re.compile(
    r"(?P<bracket>\s*[(\[]\s*)?,?\s*(?:(?:only|applicable|applies|required|needed|to|if|for|in|all|when|where|the|patient|subject|participant|is|are|an?)\s+)*",
    _FLAGS,
)
_REST = re.compile(
    r"(?:\s*(?:patients?|subjects?|participants?))?(?:\s*,?\s*(?:only|if\s+applicable))?\s*(?P<bracket>[)\]])?", _FLAGS
)
_AND_MEN = re.compile(
    r"\s*,?\s*(?:and|or|and\s*/\s*or|as\s+well\s+as)\s+(?:(?:all|the|adult|fertile|sexually\s+active)\s+)*", _FLAGS
)
_SOME_MEN = re.compile(r"\s*(?:with|whose|aged|over|under|who\s+(?:have|has))\b", _FLAGS)
_BETWEEN = re.compile(r"\s*(?:,|\band\b|\bof\b|\bwho\s+are\b)?\s*(?:of\s+)?", _FLAGS)
_SAYS_WHOM = Gated(r"[(\[]|\b(?:for|in|if|only)\b", _FLAGS)


def fold(w: Words, start: int, end: int, parts: list[Part]) -> list[Part]:
    """The parts, where each requirement of one sex is one part with those of whom it is asked."""
    if not any(_tells(p) for p in parts):
        return parts
    parts = sexes_in_turn.fold(w, _both_sexes(w, parts))
    if not _SAYS_WHOM.search(w.view, start, end):
        return parts
    out: list[Part] = []
    i = 0
    while i < len(parts):
        count = _whom(w, end, out, parts[i:]) if out else 0
        first = _first_asked(out, [*out[:-1], *parts[i:]]) if count and w.kind == "inclusion" else None
        if first is not None:
            out[first:] = [_asked(w, out[first:], parts[i : i + count])]
            i += count
        else:
            out.append(parts[i])
            i += 1
    return out


def _tells(p: Part) -> bool:
    return p.leaf["op"] == "attribute" and p.leaf["name"] in _WHOM and p.leaf["value"] != "any"


def _both_sexes(w: Words, parts: list[Part]) -> list[Part]:
    """ "Women of childbearing potential and men": nobody is both, so either is meant."""
    out: list[Part] = []
    for p in parts:
        before = out[-1] if out else None
        if before is not None and p.leaf.get("value") == "male" and before.leaf.get("name") == "childbearing potential":
            plain = before.rule is None and negation(before) is None and negation(p) is None
            joined = _AND_MEN.fullmatch(w.view, before.end, p.start) is not None
            if joined and _SOME_MEN.match(w.view, p.end):  # "women of childbearing potential and men aged over 60"
                w.unsure.append((before.start, p.end))
                joined = False
            if plain and joined and before.leaf["value"] == "yes":
                out[-1] = settled([before, p], join("any", [before.leaf, p.leaf]))
                continue
        out.append(p)
    return out


def _whom(w: Words, end: int, before: list[Part], parts: list[Part]) -> int:
    """How many of the next parts say of whom the last one is said; 0 where they do not."""
    last = before[-1]
    run = [parts[0]] if _tells(parts[0]) else []
    while run and len(run) < len(parts) and _tells(parts[len(run)]):
        if not _BETWEEN.fullmatch(w.view, run[-1].end, parts[len(run)].start):
            break
        run.append(parts[len(run)])
    if not run:
        return 0
    edge = max(last.end, last.value[1] if last.value else 0)
    lead, rest = _LEAD.fullmatch(w.view, edge, run[0].start), _REST.match(w.view, run[-1].end, end)
    if lead is None or rest is None or bool(lead["bracket"]) != bool(rest["bracket"]):
        return 0
    if not lead["bracket"] and (len(before) < 2 or not lead.group().strip() or not _of_women(last)):
        return 0
    w.heard.extend((lead.span(), rest.span()))
    return len(run)


def _first_asked(before: list[Part], others: list[Part]) -> int | None:
    """From where on what stands before the bracket is asked of those in it: one denial may go over several."""
    last = before[-1]
    if not _is_asked(last) or _has_other_limit(last, others):
        return None
    first, cue = len(before) - 1, negation(last)
    while first and cue is not None and negation(before[first - 1]) == cue:
        first -= 1
    return first if all(_of_women(p) for p in before[first:-1]) else None


def _has_other_limit(p: Part, others: list[Part]) -> bool:
    """ "Hb >= 12 (women) or >= 13 (men)" has a limit for each; see `limits`."""
    measure = p.leaf.get("measure", {}).get("name")
    return measure is not None and any(q.leaf.get("measure", {}).get("name") == measure for q in others)


def _of_women(p: Part) -> bool:
    name = p.leaf.get("condition", {}).get("name") or p.leaf.get("name")
    return name in CARRYING or name == "contraception"


def _is_asked(p: Part) -> bool:
    """A limit, a denial and contraception are asked of some; an age or a disease says who takes part."""
    measure = p.leaf.get("measure", {}).get("name")
    return (
        (p.value is not None and measure != "age") or p.leaf.get("name") == "contraception" or negation(p) is not None
    )


def _asked(w: Words, asked: list[Part], whom: list[Part]) -> Part:
    """The requirement, or not one of those: a denial before the bracket is of the requirement alone."""
    bare = [replace(q, cues=[c for c in q.cues if c.start >= asked[-1].end]) for q in whom]
    exempt = negate(join("all", [leaf(q, w.kind) for q in bare]))
    requirement = join("all", [leaf(p, w.kind) for p in asked])
    return settled([*asked, *whom], join("any", [exempt, requirement]))
