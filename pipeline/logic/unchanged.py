"""Drugs that may be taken if unchanged: "statins, unless stable for 3 months"."""

import re

from ..parts import Part
from .nodes import Rule, Words, at, in_order, join, leaf, negate, negation

_UNLESS = re.compile(r"\b(?:unless|except|if\s+not)\b", re.IGNORECASE)

_ALLOWED = re.compile(
    r"(?:be\s+)?(?:allowed|permitted|acceptable|continued|maintained)(?:\s+(?:if|provided(?:\s+that)?|only|when|as\s+long(?:\s+as)?))*",
    re.IGNORECASE,
)
_OR_NOT = re.compile(r"[^;.]{0,25}?\bor\s+(?:(?:who|are|is|was|were|has|have|been)\s+){0,3}not\b", re.IGNORECASE)


def fold(w: Words, parts: list[Part]) -> tuple[Rule, list[Part]] | None:
    """The rule of the drugs that must be unchanged, each for itself, and the parts that are left.

    As a requirement each is not taken or unchanged; as what excludes, any is taken and not unchanged.
    """
    again = {p.leaf["agent"]["name"]: p for p in parts if p.again}
    if not again:
        return None
    heads = [p for p in in_order(parts) if not p.again and p.leaf.get("agent", {}).get("name") in again]
    rest = [p for p in parts if not p.again and not any(p is h for h in heads) and not _allows(w, p)]
    if not heads or any(heads[0].start <= at(p) < max(k.end for k in again.values()) for p in rest):
        return None
    excludes = w.kind == "exclusion"
    first = min(k.start for k in again.values())
    unless = _UNLESS.search(w.view, heads[-1].end, first) is not None
    denied = [negation(h) is not None for h in heads]
    if any(denied) if excludes else unless and not all(denied):
        return None
    w.heard.append((heads[-1].end, max(k.end for k in again.values())))
    pairs = [(h.leaf, leaf(again[h.leaf["agent"]["name"]], w.kind)) for h in heads]
    if excludes:
        either = _OR_NOT.match(w.view, heads[-1].end, max(k.end for k in again.values())) is not None
        return join("any", [_changed(taken, stable, either) for taken, stable in pairs]), rest
    return join("all", [{"op": "any", "of": [negate(_bare(taken)), stable]} for taken, stable in pairs]), rest


def _changed(taken: Rule, stable: Rule, either: bool) -> Rule:
    """What is taken and not unchanged; with ``either`` ("prednisone > 10 mg or not stable") its dose excludes, too."""
    if not either or "dose" not in taken:
        return join("all", [taken, negate(stable)])
    return join("any", [taken, join("all", [_bare(taken), negate(_bare(stable))])])


def _allows(w: Words, p: Part) -> bool:
    return p.leaf["op"] == "other" and _ALLOWED.fullmatch(w.view, p.start, p.end) is not None


def _bare(taken: Rule) -> Rule:
    return {key: value for key, value in taken.items() if key != "dose"}
