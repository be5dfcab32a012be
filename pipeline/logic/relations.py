"""Whether two things that a rule requires together stand together in the words: "A during B" says more than A and B."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ...patterns.together import TOGETHER
from ..naming.allergies import FAILURE
from . import open_joints, qualifiers
from .classed import classes
from .nodes import Rule, leaves_of

_NAMED = ("condition", "exposure")
_FRAME = re.compile(
    r"\b(?:history|diagnosis|presence|evidence|use|signs?|symptoms?|documentation|absence|any|one|form|types?)\s+of\b"
    r"|\b(?:at\s+least\s+)?(?:one|two|three|four|five|[1-9])\s+(?:or\s+more\s+)?(?:out\s+)?of(?:\s+the\s+following)?\s*:?"
    r"|\bin\s+(?:the\s+|those\s+|these\s+)?(?:patients?|subjects?|participants?|women|men|people|persons|adults|children)\b",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"[,;/+&]|\b(?:and|with|plus|while|on|who|whose|having|has|have|without|but|if|when|where|requir\w*|need\w*|taking|using|receiving)\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\b(?:for|due|because|caused|secondary|associated|related|attributable|resulting|induced|after|following|before|during|until|from|against|by|as|to|since|despite|in\s+spite\s+of|through|throughout"
    r"|than|of|in)\b",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"\b(?:after|following|before|during|until|since|despite|in\s+spite\s+of|due|because)\b"
    r"|^\s*(?:of|for)\b(?!\s+(?:the\s+)?(?:patients|subjects|participants|(?:wo)?men|(?:fe)?males|those|people))",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:if|when|where|in\s+case)\b", re.IGNORECASE)
_AT = re.compile(r"\s*at\s+(?:(?:an?|the|time|of)\s+)*", re.IGNORECASE)
_ABLE = re.compile(r"\s*(?:to|for|of|in|that)\b", re.IGNORECASE)
_MEANING = re.compile(r"\bi\.e\b|\bthat\s+is\b|\bdefined\s+(?:as|by)\b|\bnamely\b", re.IGNORECASE)
_AGES = frozenset(("age at onset", "age at diagnosis"))
_BOUND = re.compile(r"\b(?:before|after|until)\s+(?:the\s+)?\Z", re.IGNORECASE)
"""The comparator of an age, which its leaf has read."""
_OR = re.compile(
    r"\s*,?\s*(?:or|and)\s+(?:(?:a|an|any|treatment|therapy|use|with|of|has|have|had|been|used|taken|received|treated)\s+)*",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\s*or\s+(?:(?:any\s+)?other\s+)?", re.IGNORECASE)
_UNDER = re.compile(r"\s*(?:under|with|by|using)\s+(?:an?\s+)?", re.IGNORECASE)
_WITH = re.compile(r"\s*with\b", re.IGNORECASE)


def unread(view: str, rule: Rule) -> bool:
    """Whether the words say how things hang together (in time, by cause, for a purpose) and the rule does not."""
    return any(
        any(_unsaid(view, a, b) for (_, a), (b, _) in pairwise(_placed(node)))
        if node["op"] == "all"
        else _doubtful(view, node)
        for node in _nodes(rule)
        if node["op"] in ("all", "any")
    )


def _nodes(rule: Rule) -> Iterator[Rule]:
    yield rule
    inside = rule["of"] if rule["op"] in ("all", "any", "at_least") else [rule["of"]] if rule["op"] == "not" else []
    for part in inside:
        yield from _nodes(part)


def _placed(node: Rule) -> list[tuple[Rule, Rule]]:
    """The first and the last leaf of each member of a node, in reading order, without what is denied and attributes."""
    out = []
    for part in node["of"]:
        said = part["of"] if part["op"] == "not" and part["of"]["op"] == "other" else part
        leaves = [leaf for leaf in leaves_of(said) if leaf["op"] != "attribute" and leaf.get("span")]
        if said["op"] != "not" and leaves:
            leaves.sort(key=lambda leaf: leaf["span"]["start"])
            out.append((leaves[0], leaves[-1]))
    return sorted(out, key=lambda ends: ends[0]["span"]["start"])


def _unsaid(view: str, a: Rule, b: Rule) -> bool:
    if a["op"] == "other":  # "unwilling" and "to take aspirin"
        gap = view[a["span"]["end"] : max(a["span"]["end"], b["span"]["start"])]
        if qualifiers.limits(a["text"]):  # "recent surgery": the one says when of the other
            return False
        return b["op"] != "other" and (not gap.strip() or bool(_ABLE.match(gap)))
    if b["op"] == "other" or a["op"] == b["op"] == "threshold" or a["span"] == b["span"]:
        return False
    gap = TOGETHER.sub(" and ", _FRAME.sub(" ", _gap(view, a, b)))
    if _MEANING.search(gap) or (b["op"] == "condition" and b["condition"]["name"] == FAILURE and not gap.strip()):
        return False  # "asthma refractory to inhaled corticosteroids"
    if b["op"] == "threshold" and _ABLE.match(gap):  # "a decline in eGFR of > 5 mL/min"
        return not classes(b["measure"]["name"], a)  # but "cirrhosis of Child-Pugh class B" is one
    if _AT.fullmatch(gap) and any(c["op"] == "threshold" and c["measure"]["name"] == "age" for c in (a, b)):
        return True  # "surgery at age < 18 years"
    if b["op"] == "threshold" and b["measure"]["name"] in _AGES:  # "with onset **before** age 50"
        gap = _BOUND.sub(" ", gap)
    if "threshold" in (a["op"], b["op"]):
        return bool(_TIMED.search(gap)) and not _WHEN.search(gap)
    if open_joints.asleep(b) and _UNDER.fullmatch(gap):
        return False
    if a["op"] == b["op"] == "exposure" and _WITH.match(gap):  # "vaccination with a live vaccine"
        return True
    return bool(_RELATED.search(gap)) or not _TOGETHER.search(gap)


def _doubtful(view: str, node: Rule) -> bool:
    """Whether "A with B or C" may mean C with A as well, or an explanation ("A, i.e. B") stands as another member."""
    spans = [_spans(part, len(view)) for part in node["of"]]
    placed = sorted((min(found), i) for i, found in enumerate(spans) if found)
    for ((_, _), i), ((start, _), j) in pairwise(placed):
        a, b = node["of"][i], node["of"][j]
        gap = view[max((end for _, end in _spans(a, start)), default=start) : start]
        mixed = (a["op"] == "all") != (b["op"] == "all") and not _led(b) and not _otherwise(a, b)
        if _MEANING.search(gap) or (mixed and _EITHER.fullmatch(gap)):
            return True
        if _OR.fullmatch(gap) and _may_share(a, b):
            return True
    return False


def _otherwise(a: Rule, b: Rule) -> bool:
    """ "Creatinine ≤ 1.5 x ULN, or clearance ≥ 50 mL/min for those with creatinine > 1.5 x ULN": no C with A."""
    if a["op"] != "threshold" or b["op"] != "all" or (limit := a["range"]["upper"]) is None:
        return False
    same = [c for c in b["of"] if c["op"] == "threshold" and c["measure"]["name"] == a["measure"]["name"]]
    low = same[0]["range"]["lower"] if same and same[0]["relative_to"] == a["relative_to"] else None
    return low is not None and bool(low["value"] >= limit["value"])


def _led(rule: Rule) -> bool:
    """ "Diabetes or recent stroke": what stands before a name says nothing of the one before it."""
    said = min(leaves_of(rule), key=lambda leaf: (leaf["span"] or {}).get("start", 0))
    return said["op"] == "other" and qualifiers.limits(said["text"])


def _may_share(a: Rule, b: Rule) -> bool:
    """ "A or B within 6 months", "A or NYHA III within 6 months": whether the window of B alone may be A's as well."""
    named = a["op"] in _NAMED and (b["op"] in _NAMED or b.get("measure", {}).get("name") == "NYHA")
    when = a.get("status") == b.get("status") or b["op"] == "threshold"
    return named and when and bool(b.get("window")) and not a.get("window")


def _spans(rule: Rule, before: int) -> list[tuple[int, int]]:
    """Where the words of a rule's leaves and windows stand, as far as they start before a place."""
    said = [part for leaf in leaves_of(rule) for part in (leaf, leaf.get("window"), leaf.get("duration")) if part]
    return [(s["start"], s["end"]) for part in said if (s := part["span"]) and s["start"] < before]


def _gap(view: str, a: Rule, b: Rule) -> str:
    """The words between two leaves that no window or duration of theirs holds."""
    start, end = a["span"]["end"], b["span"]["start"]
    timed = [leaf[key].get("span") for leaf in (a, b) for key in ("window", "duration") if leaf.get(key)]
    gap = ""
    for span in sorted((s for s in timed if s), key=lambda s: s["start"]):
        gap += view[start : max(start, min(span["start"], end))] + " "
        start = max(start, span["end"])
    return gap + view[start : max(start, end)]
