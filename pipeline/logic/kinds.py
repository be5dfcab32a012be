"""What an exception takes out of a thing: its kinds, as their names say ("malignancy except A")."""

import re
from itertools import pairwise, takewhile
from typing import Any

from ...patterns.fold import fold_phrase
from ..parts import Part
from ..shapes import concept, span
from .nodes import Rule, Words, at, join, negation

_OWN = frozenset(("window", "duration", "dose", "to", "status"))
_OF_SUBSTANCES = re.compile(r"(?:abuse|misuse|dependence|addiction|use disorder|allergy|hypersensitivity)\Z")
"""Their kinds are told by substances: "substance abuse other than nicotine"."""
_OF_THE_MIND = re.compile(r"\b(?:psychiatric|mental)\b")
"""Dependence on a substance is one of them: "psychiatric disorders except nicotine dependence"."""
ANY_CANCER = re.compile(r"(?:malignancy|malignant disease|cancer|neoplasm|malignant tumor)\Z")
CANCER = re.compile(r"(?:cancer|carcinoma|melanoma|lymphoma|leukemia|sarcoma|tumor|neoplasm|in situ)(?:\Z| in )")
_SORT = re.compile(
    r"\b(?:disease|disorder|illness|condition|infection|syndrome|tumor|neoplasia|abnormality|dysfunction|impairment|injury|"
    r"arrhythmia|dementia|anemia|neuropathy|arthritis|dermatitis|pneumonia|seizure|psychosis|allergy|disability)\Z|"
    r"\A(?:hepatitis|stroke|diabetes(?: mellitus)?)\Z"
)
RELATIVE = re.compile(r"(?<=[\w)]),?\s+(?:that|which|who)\s")
_TOGETHER = re.compile(r"\bwith(?!out)\b", re.IGNORECASE)
_WITHOUT = re.compile(r"\bwithout\b[^,;]*\Z", re.IGNORECASE)
""" "Malignancy except basal cell carcinoma without metastases": what must be wanting is no kind of its own."""
_PARTED = re.compile(r"[,;]|\b(?:and|or)\b", re.IGNORECASE)


def are_kinds(w: Words, main: Part, excepted: list[Part]) -> bool:
    """Plain kinds of the thing: no window, duration, status or threshold of their own."""
    op = main.leaf["op"]
    if op not in ("exposure", "condition"):
        return False
    of_substances = op == "condition" and _OF_SUBSTANCES.search(main.leaf["condition"]["name"]) is not None
    ops, own = ({op, "exposure"}, _OWN - {"to"}) if of_substances else ({op}, _OWN)
    if op == "condition" and _OF_THE_MIND.search(main.leaf["condition"]["name"]):
        own = own - {"to"}
    named = [p for p in excepted if p.leaf["op"] in ops]
    if any(_TOGETHER.search(w.view, a.end, b.start) for a, b in pairwise(named)):
        return False
    if any(p.leaf["op"] == "other" and RELATIVE.search(w.view, excepted[0].end, p.start) for p in excepted[1:]):
        return False
    plain = all(p.leaf["op"] in (*ops, "other") and not own & p.leaf.keys() for p in excepted)
    return bool(named) and plain


def of_which_all_are(w: Words, heads: list[Part], kinds: list[Part], word: int) -> Part | None:
    """ "Malignancy; basal cell carcinoma is allowed": the nearest name before of which all are kinds by their names."""
    before = [h for h in heads if at(h) < word]
    plain = bool(before) and negation(before[-1]) is None and are_kinds(w, before[-1], kinds)
    return before[-1] if plain and all(words_shared(w, p, before[-1]) for p in kinds) else None


def words_shared(w: Words, kind: Part, head: Part) -> int:
    """With how many words of a head a longer name ends: "inhaled corticosteroid" with the one of corticosteroid."""
    said = [names(w, p) for p in (kind, head)]
    if head.value is not None or kind.leaf["op"] != head.leaf["op"] or not all(said):
        return 0
    if ANY_CANCER.search(said[1][0]) and CANCER.search(said[0][0]):
        return 1
    both = [(k.split()[::-1], h.split()[::-1]) for k in said[0] for h in said[1] if len(k.split()) > 1]
    return max((sum(1 for _ in takewhile(lambda x: x[0] == x[1], zip(k, h, strict=False))) for k, h in both), default=0)


def is_named_one(w: Words, kind: Part, head: Part) -> bool:
    """Whether a name ends with all of another: type 1 diabetes is no kind of type 2 diabetes."""
    if not words_shared(w, kind, head):
        return False
    said = [names(w, p) for p in (kind, head)]
    return ANY_CANCER.search(said[1][0]) is not None or any(k.endswith(f" {h}") for k in said[0] for h in said[1])


def has_kinds(name: str) -> bool:
    """Whether kinds of a thing need not say so: melanoma is a cancer, vitiligo an autoimmune disease."""
    return ANY_CANCER.search(name) is not None or _SORT.search(name) is not None


def names(w: Words, p: Part) -> list[str]:
    """What a part is named, and how it is written."""
    what = p.leaf.get("agent") or p.leaf.get("condition")
    return [what["name"], fold_phrase(w.view[slice(*p.focus)])] if what else []


def alike(heads: list[Part], last: Part) -> list[Part]:
    """All of "current or previous malignancy except A", of "chronic or recurrent pain other than A"."""
    first = end = next(i for i, p in enumerate(heads) if p is last)
    while first and heads[first - 1].shares and heads[first - 1].leaf["op"] == last.leaf["op"]:
        first -= 1
    return [p for i, p in enumerate(heads) if first <= i <= end or p.focus == last.focus]


def exclude(w: Words, main: Part, excepted: list[Part]) -> None:
    """Sets ``excluding`` of the main leaf."""
    main.leaf["excluding"] = [_concept(w, group) for group in _grouped(w, excepted)]
    main.leaf["span"] = span(main.start, max(main.end, excepted[-1].end))


def exclude_plain(main: Part, rule: Rule) -> Rule:
    """Of several exceptions the plain kinds narrow the main leaf; returns the rule of the others."""
    each = rule["of"] if rule["op"] == "any" else [rule]
    bare = {"op", "role", main.leaf["op"], "agent", "span"}
    plain = [r for r in each if r["op"] == main.leaf["op"] and r.keys() <= bare]
    rest = [r for r in each if not any(r is p for p in plain)]
    if not plain or not rest or main.leaf["op"] not in ("exposure", "condition"):
        return rule
    main.leaf["excluding"] = [r.get("agent") or r["condition"] for r in plain]
    return join("any", rest)


def _grouped(w: Words, parts: list[Part]) -> list[list[Part]]:
    """Unread words belong to the name beside them, as does what it is without: "carcinoma" + "of the skin"."""
    groups = [[parts[0]]]
    for a, b in pairwise(parts):
        named = "other" not in (a.leaf["op"], b.leaf["op"]) and not _WITHOUT.search(w.view, a.end, b.start)
        if not named and not _PARTED.search(w.view, a.end, b.start):
            groups[-1].append(b)
        else:
            groups.append([b])
    return groups


def _concept(w: Words, group: list[Part]) -> dict[str, Any]:
    if len(group) == 1 and "to" not in group[0].leaf:
        what: dict[str, Any] | None = group[0].leaf.get("agent") or group[0].leaf.get("condition")
        if what is not None:
            return what
    start, end = group[0].start, group[-1].end
    return concept(w.text, start, end, re.sub(r"\s+", " ", w.view[start:end]).lower())
