"""What is allowed beside what excludes: a kind of it, which it leaves out, or another thing, which binds nothing."""

import re

from ..parts import Part
from . import kinds
from .nodes import EXPOSED, Words, negation

_WIDE = re.compile(
    r"(?:disorder|disease|infection|illness|malignancy|cancer|arrhythmia|abnormality|surgery|allergy|defect|injury|tumor)\Z"
)
"""Names that have kinds of many names: "psychiatric disorder; mild depression is allowed"."""

_PLAIN = frozenset(
    (
        "disease",
        "disorder",
        "infection",
        "hepatitis",
        "history",
        "condition",
        "syndrome",
        "therapy",
        "treatment",
        "chronic",
    )
)

_LOCAL = re.compile(r"(?:inhaled|topical|intranasal|intra-articular|ophthalmic|rectal|vaginal|intralesional) ")


def settled(w: Words, before: list[Part], inside: list[Part]) -> bool:
    """Whether nothing more is to be said of what is allowed.

    "Psychiatric disorders; mild depression is allowed", "no antidepressants; sertraline is allowed" narrow what they
    are of. "Systemic drugs; topical ones are allowed", "hepatitis B; past hepatitis A is allowed" are of other things.
    """
    heads = [p for p in before if p.leaf["op"] != "other"]
    if not heads or any(p.leaf["op"] not in EXPOSED or negation(p) is not None for p in inside):
        return False
    head, op = heads[-1], heads[-1].leaf["op"]
    denied = negation(head) is not None or head.stopped
    if head.value is not None or op not in EXPOSED or denied != (w.kind != "exclusion"):
        return False
    if any(p.leaf["op"] != op or not p.leaf.keys().isdisjoint(("window", "duration", "dose", "to")) for p in inside):
        return False
    if any(kinds.names(w, p)[:1] == kinds.names(w, h)[:1] for p in inside for h in heads):
        return False  # "no brain metastases; treated brain metastases are allowed"
    if narrowed(w, heads, inside):
        return True
    if any(_words(w, p) & _words(w, h) for p in inside for h in heads):
        return False  # "diabetes mellitus; diet-controlled diabetes is allowed"
    return op == "condition" or _is_local(heads, inside)


def narrowed(w: Words, heads: list[Part], inside: list[Part]) -> bool:
    """Takes what is allowed out of what it is a kind of; whether it is a kind of any."""
    op = heads[-1].leaf["op"]
    free = [h for h in heads if h.leaf["op"] == op and "excluding" not in h.leaf]
    wide = [h for h in free if _is_wide(w, h)]
    alike = [h for h in free if any(kinds.words_shared(w, p, h) for p in inside)]
    if (main := next(iter([*alike, *wide[::-1]]), None)) is not None and kinds.are_kinds(w, main, inside):
        kinds.exclude(w, main, inside)
        return True
    return False


def _words(w: Words, p: Part) -> set[str]:
    """The long words of a part's names."""
    return {word for name in kinds.names(w, p) for word in name.split() if len(word) > 6 and word not in _PLAIN}


def _is_wide(w: Words, p: Part) -> bool:
    """Whether a part names what has kinds of many names; of classes of drugs it is told where they are forbidden."""
    if p.leaf["op"] == "exposure":
        return w.kind != "exclusion" and p.leaf["role"] != "drug"
    return _WIDE.search(p.leaf["condition"]["name"]) is not None


def _is_local(heads: list[Part], inside: list[Part]) -> bool:
    """ "Systemic immunosuppressants; inhaled or topical steroids are allowed": none of what is allowed is systemic."""
    systemic = any(h.leaf.get("agent", {"name": ""})["name"].startswith("systemic ") for h in heads)
    return systemic and all(_LOCAL.match(p.leaf["agent"]["name"]) for p in inside)
