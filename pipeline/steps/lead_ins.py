"""Joins the rules of sub-items into their lead-in's, as its words say: any, all, or at least so many."""

import re
from itertools import pairwise
from typing import Any

from ..logic import amended, holes
from ..logic.counted import NUMBERS
from ..logic.nodes import join as joined
from ..logic.nodes import leaves_of, negate
from ..parts import Work

_FLAGS = re.IGNORECASE
_TIME = r"(?!\s*-?\s*(?:days?|weeks?|months?|years?|hours?|half|d|wks?|mo|h)\b|[.\d])"
_SOME = re.compile(
    r"\b(?:(?P<more>more)|(?P<less>less|fewer))\s+than\s+(?P<than>one|two|three|four|[1-9])\s+of\b|"
    rf"\b(?:at\s+least|any|minimum\s+of|≥|>=)\s*(?P<n>one|two|three|four|five|[1-9])\b{_TIME}|"
    r"\b(?P<m>one|two|three|four|five|[1-9])\s+(?:or\s+more|of\b(?!\s+(?:the|this)\s+(?:study|trial|protocol)\b)|out\s+of)",
    _FLAGS,
)
_MORE_THAN = re.compile(r"\b(?:more|less|fewer)\s+than\s+$", _FLAGS)
_ANY = re.compile(r"\b(?:any|either|one\s+of|or)\b", _FLAGS)
_UNJOINING = re.compile(r"\bor\b(?!\s+more\b)(?=\W*\w)|\b(?:any|either)\b(?!\W*\Z|\s+(?:one|of|criteri\w+)\b)", _FLAGS)
"""In a title over items these join what it names itself: "adequate liver or kidney function without any support:"."""
_ALL = re.compile(r"\b(?:all|each|both|following\s+criteria)\b", _FLAGS)
_ALL_OF = re.compile(r"\b(?:all|both)\s+(?:of\s+)?(?:the|these)\b|\bboth\W*\Z", _FLAGS)
_JUST_ONE, _JUST = re.compile(r"\b(?:only|exactly|just)\s+$", _FLAGS), re.compile(r"only|exactly|just", _FLAGS)
_MAY_LIST = re.compile(r"\W*(?:(?:all|none)\s+of\b|(?:the\s+)?exceptions?\b)", _FLAGS)
"""Among exclusions "all of the following:" may as well be a heading over what each excludes, or what does not."""
_EXAMPLES = re.compile(r"\b(?:including(?:\W+but\s+not\s+limited\s+to)?|such\s+as|for\s+example|e\.?\s?g)\W*\Z", _FLAGS)
_EXCEPTED = re.compile(r"\bexceptions?\W*\Z", _FLAGS)
_MUST_NOT = re.compile(r"\b(?:must|shall|should|may|can)\s?not\b", _FLAGS)
_OR_ENDS, _AND_ENDS = re.compile(r"\bor\W*\Z", _FLAGS), re.compile(r"\band\W*$", _FLAGS)
_OR_LINE = re.compile(r"[\W\d_]*\bor\b[\W\d_]*", _FLAGS)

Rule = dict[str, Any]


def join(text: str, view: str, criteria: list[Work], most: int, deepest: int) -> list[Work]:
    """Sets the rule of every lead-in; a sub-item without a rule joins as an `other` leaf.

    Gives the lead-ins that would hold more than ``most`` leaves, or lists in lists deeper than ``deepest``; those get
    no rule.
    """
    children: dict[int, list[int]] = {}
    for index, work in enumerate(criteria):
        if work.parent is not None and not work.titles:
            children.setdefault(work.parent, []).append(index)
    involved, depths = [], dict.fromkeys(range(len(criteria)), 0)
    for index in sorted(children, reverse=True):
        lead, items = criteria[index], [criteria[i] for i in children[index]]
        depths[index] = 1 + max(depths[i] for i in children[index])
        if lead.given_up:
            continue
        if depths[index] > deepest or sum(_size(item) for item in items) > most:
            involved.append(lead)
            depths[index] = 0
        else:
            _join(text, view, lead, items)
    return involved


def _size(work: Work) -> int:
    """How many leaves a criterion adds to its lead-in."""
    return 1 if work.rule is None else sum(1 for _ in leaves_of(work.rule))


def ends_in_or(view: str, work: Work) -> bool:
    """Whether a criterion ends in "or", so that the next is its alternative."""
    return bool(_OR_ENDS.search(view[max(work.start, work.end - 8) : work.end]))


def joined_by_or(view: str, work: Work, following: Work) -> bool:
    """Whether a criterion ends in "or", or a line of its own says so before the next."""
    return ends_in_or(view, work) or _OR_LINE.fullmatch(view, work.end, following.start) is not None


def _join(text: str, view: str, lead: Work, items: list[Work]) -> None:
    words = view[lead.start : lead.end]
    said = [
        {k: p.leaf[k] for k in ("to", "condition")} for p in lead.parts if holes.is_items(p.leaf) and "to" in p.leaf
    ]
    if lead.hole is not None and lead.hole[1] - lead.hole[0] > 1:  # the count of "two of the following" stands in it
        more = _MORE_THAN.search(view, max(lead.start, lead.hole[0] - 15), lead.hole[0])
        just = _JUST_ONE.search(view, max(lead.start, lead.hole[0] - 15), lead.hole[0])
        words = view[(more or just).start() if more or just else lead.hole[0] : lead.end]  # type: ignore[union-attr]
    elif lead.hole is not None and not said and not _ALL.search(words):
        words = _UNJOINING.sub(" ", words)
    elif lead.hole is None and lead.rule is not None:
        words = _UNJOINING.sub(" ", _beside(lead, words))
    rules = [item.rule or holes.unread(text, item) for item in items]
    each = len(items) > 1 and all(amended.is_or(view, item) for item in items[1:])  # "- A", "- or B"
    either = each or any(joined_by_or(view, a, b) for a, b in pairwise(items))
    if either and not _ALL.search(words):
        words += " or"  # "- A; or"
    both = any(_AND_ENDS.search(view, max(item.start, item.end - 8), item.end) for item in items[:-1])
    words += " any of" if lead.tabled else ""  # a row holds for an age, and nobody has all of them
    own = {lead.coverage} if lead.parts else set()
    for item in items if said else ():  # "Allergy to:" makes no exposure of "penicillin"
        item.rule = item.rule and joined("any", [holes.dressed(item.rule, each) for each in said])
    left = items
    if not either and not said:
        left, rules = amended.within(view, items, rules)
    if lead.kind == "inclusion" and (_EXCEPTED.search(words) or _ANY.search(words)):
        rules = [amended.of_some(view, rule) for rule in rules]
    other = _limits_others(lead, words, rules)
    if lead.rule is None and lead.hole is None and amended.is_exception(view, items[0]):
        lead.rule = holes.unread(text, lead)  # "No prior therapy", and below it "except steroids"
        own = {"partial"}
    if holes.holds(lead.rule):
        lead.rule = _filled(lead.rule, words, lead.kind, rules, False)
    elif lead.rule is None:
        lead.rule = _joined(words, lead.kind, rules, False)
    elif any(holes.is_items(p.leaf) for p in lead.parts):
        own = {"partial"}  # a permission: the items bind nothing
    else:
        lead.rule, rules = amended.amend(view, lead, left, rules)
        lead.rule = joined("all", [lead.rule, _joined(words, lead.kind, rules, False)]) if rules else lead.rule
    if (
        lead.kind == "exclusion"
        and lead.rule
        and lead.rule["op"] == "not"
        and _MUST_NOT.search(view, lead.start, lead.end)
    ):
        lead.rule = lead.rule["of"]  # a requirement among exclusions is stored as its violation
    if holes.left_open(lead.rule):  # said in a way that nobody foresaw
        lead.rule, own = None, {"none"}
    unclear = lead.kind == "exclusion" and _MAY_LIST.match(view, lead.start, lead.end) is not None
    given = [p.leaf for p in lead.parts if holes.is_items(p.leaf)]
    unsaid = any(holes.timeless(item.rule, leaf) for leaf in given for item in items)
    lost = bool(lead.lost) or unclear or unsaid or other or (either and both) or _by_examples(view, lead)
    if lost or _half_said(view, lead) or _denies_all(lead.rule, words):
        own = {"partial"}
    worst = {item.coverage for item in items} | own
    lead.coverage = "full" if worst == {"full"} else "none" if worst == {"none"} else "partial"


def _beside(lead: Work, words: str) -> str:
    """The words of a lead-in but those that say something of its own: "ECOG 0 or 1", "at least one lesion"."""
    for part in lead.parts:
        start, end = part.start - lead.start, part.end - lead.start
        words = words[:start] + "_" * (end - start) + words[end:]
    return words


def _denies_all(rule: Rule | None, words: str) -> bool:
    """ "Free of all of the following:" means free of any."""
    return rule is not None and rule["op"] == "not" and rule["of"]["op"] == "all" and bool(_ALL_OF.search(words))


def _limits_others(lead: Work, words: str, rules: list[Rule]) -> bool:
    """Whether exceptions from what excludes tell another limit that excludes: "patients with A: AST > 5 x ULN"."""
    if lead.kind != "exclusion" or not lead.rule or not _EXCEPTED.search(words):
        return False
    return amended.limits_alike(lead.rule, rules)


def _by_examples(view: str, lead: Work) -> bool:
    """Among inclusions "iron deficiency, including:" may define what is asked for, or give examples of it."""
    if lead.kind != "inclusion" or lead.rule is None or lead.rule["op"] != "any":
        return False
    return _EXAMPLES.search(view, max(lead.start, lead.end - 40), lead.end) is not None


def _half_said(view: str, lead: Work) -> bool:
    """Whether words that nobody has read ("unable to tolerate:") make something else of the items than they say."""
    unread = any(p.leaf["op"] == "other" for p in lead.parts)
    return unread and lead.hole is not None and not holes.topic(view, lead)


def _filled(rule: Any, words: str, kind: str, rules: list[Rule], negated: bool) -> Rule:
    """A lead-in's rule with the items' rules in the place that stands for them."""
    if rule["op"] == "not":
        return negate(_filled(rule["of"], words, kind, rules, not negated))
    if len(rules) > 1 and _allows_if_used(rule):
        return joined("all", [_filled(rule, words, kind, [item], negated) for item in rules])
    if rule["op"] == "any" and all(holes.is_items(part) and "to" in part for part in rule["of"]):
        either = [joined("any", [holes.dressed(item, part) for part in rule["of"]]) for item in rules]
        return _joined(words, kind, either, negated)  # "intolerance of or allergy to all of the following"
    if rule["op"] == "any" and not negated and _EXCEPTED.search(words) and any(map(holes.is_items, rule["of"])):
        return amended.widened([part for part in rule["of"] if not holes.is_items(part)], rules)
    if rule["op"] in ("all", "any"):
        return joined(rule["op"], [_filled(part, words, kind, rules, negated) for part in rule["of"]])
    if rule["op"] == "at_least":
        return {**rule, "of": [_filled(part, words, kind, rules, negated) for part in rule["of"]]}
    if not holes.names_items(rule):
        return dict(rule)
    if holes.is_items(rule):
        return _joined(words, kind, [holes.dressed(item, rule) for item in rules], negated)
    if rule.get("excluding"):
        return _without(rule, rules)
    return _joined(words, kind, [_graded(rule, item) for item in rules], negated)


def _allows_if_used(rule: Any) -> bool:
    """ "Stable doses of the following, if used:": each item is not used, or used so."""
    if rule["op"] != "any" or len(rule["of"]) != 2:
        return False
    unused, used = rule["of"]
    return unused["op"] == "not" and holes.is_items(unused["of"]) and holes.is_items(used)


def _without(rule: Rule, rules: list[Rule]) -> Rule:
    """ "Malignancy, except any of the following:": plain kinds narrow the leaf, anything else is another exception."""
    plain = {"op", "role", rule["op"], "agent", "condition", "span"}
    if all(item["op"] == rule["op"] and item.keys() <= plain for item in rules):
        return {**rule, "excluding": [item.get("agent") or item["condition"] for item in rules]}
    bare = {key: value for key, value in rule.items() if key != "excluding"}
    return joined("all", [bare, negate(joined("any", rules))])


def _graded(rule: Rule, item: Rule) -> Rule:
    """ "Grade ≥ 2 of the following:": the grade of each item."""
    if item["op"] == "condition":
        return {**rule, "of": item["condition"]}
    return joined("all", [{key: value for key, value in rule.items() if key != "of"}, item])


def _joined(words: str, kind: str, rules: list[Rule], negated: bool) -> Rule:
    if len(rules) == 1:
        return rules[0]
    some = _SOME.search(words)
    count = NUMBERS[(some["than"] or some["n"] or some["m"]).lower()] + bool(some["more"]) if some else 0
    if some and some["less"] and 1 < count <= len(rules):
        return negate({"op": "at_least", "count": count, "of": rules})
    if 1 < count <= len(rules):
        return {"op": "at_least", "count": count, "of": rules}
    if count == 1 and _JUST.match(words):
        return {"op": "all", "of": [{"op": "any", "of": rules}, negate({"op": "at_least", "count": 2, "of": rules})]}
    if count == 1 or _ANY.search(words):
        return {"op": "any", "of": rules}
    if (_ALL_OF if kind == "exclusion" else _ALL).search(words):
        return {"op": "all", "of": rules}
    return {"op": "any" if kind == "exclusion" or negated else "all", "of": rules}
