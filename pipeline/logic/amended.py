"""Items that amend what stands above them: "- OR creatinine clearance ≥ 60", "- Except basal cell carcinoma"."""

import re
from collections.abc import Sequence, Set

from ..parts import Work
from .nodes import Rule, join, leaves_of, measured, members, negate

_FLAGS = re.IGNORECASE
_OR = re.compile(r"\W*or\b(?!\s+(?:more|older|above|greater|higher|less|lower|fewer|younger)\b)", _FLAGS)
_OR_ELSE = re.compile(r"\b(?:or|unless)\b", _FLAGS)
_ENDS_IN_OR = re.compile(r"\bor\W*\Z", _FLAGS)
_EXCEPT = re.compile(
    r"\W*(?:(?:the\s+)?(?:only\s+)?exceptions?\b|except(?:ing)?\b|unless\b|with\s+(?:the\s+)?exceptions?\s+of\b|"
    r"(?:this|it)\s+does\s+not\s+(?:apply|include)\b)",
    _FLAGS,
)
_WELCOME = re.compile(
    r"\b(?:(?:are|is|will\s+be|may\s+be|can\s+be|remain)\s+(?:also\s+|still\s+)?(?:eligible|allowed|permitted|acceptable|accepted|"
    r"included|enrolled)|may\s+(?:also\s+|still\s+)?(?:enrol+|participate))\b",
    _FLAGS,
)
_PLAIN = frozenset(("op", "role", "condition", "agent", "span"))


def is_or(view: str, work: Work) -> bool:
    """Whether a criterion is another way to meet the one before it."""
    return _OR.match(view, work.start, work.end) is not None


def is_exception(view: str, work: Work) -> bool:
    """Whether a criterion says of whom the one before it does not hold."""
    return _EXCEPT.match(view, work.start, work.end) is not None


def within(view: str, items: Sequence[Work], rules: Sequence[Rule]) -> tuple[list[Work], list[Rule]]:
    """Items and their rules, where one that begins with "or" is another way to meet the one before it.

    Among exclusions one that begins with "except" says of whom the one before it does not hold.
    """
    kept: list[Work] = []
    out: list[Rule] = []
    for item, rule in zip(items, rules, strict=True):
        if out and is_or(view, item):
            out[-1] = join("any", [out[-1], rule])
        elif out and item.kind == "exclusion" and is_exception(view, item):
            out[-1] = _without(out[-1], _of_whom(rule), item.kind)
        else:
            kept.append(item)
            out.append(rule)
    return kept, out


def amend(view: str, lead: Work, items: Sequence[Work], rules: Sequence[Rule]) -> tuple[Rule, list[Rule]]:
    """The rule of words with items that amend it, and the rules of the other items."""
    rule: Rule = lead.rule  # type: ignore[assignment]
    or_else = _ENDS_IN_OR.search(view, max(lead.start, lead.end - 8), lead.end) is not None
    if all(is_or(view, item) for item in items) or (or_else and len(items) == 1):
        return join("any", [rule, *rules]), []
    left: list[Rule] = []
    for item, said in zip(items, rules, strict=True):
        if is_exception(view, item):
            rule = _without(rule, _of_whom(said), lead.kind)
        elif lead.kind == "inclusion" and _widens(view, item, rule, said):
            rule = join("any", [rule, _of_whom(said)])
        else:
            left.append(said)
    return rule, left


def _of_whom(rule: Rule) -> Rule:
    """ "Except those with A, who must have B": those who have both."""
    if rule["op"] == "any" and len(rule["of"]) == 2 and rule["of"][0]["op"] == "not":
        return join("all", [rule["of"][0]["of"], rule["of"][1]])
    return rule


def of_some(view: str, rule: Rule) -> Rule:
    """ "Patients with A: B", as one of several ways to be let in: those who have A, and B; "no A, or B" is another."""
    if rule["op"] != "any" or len(rule["of"]) != 2:
        return rule
    whom, asked = ([leaf["span"] for leaf in leaves_of(part)] for part in rule["of"])
    between = view[max(s["end"] for s in whom) : min(s["start"] for s in asked)]
    denied = rule["of"][0]["op"] == "not"
    if _OR_ELSE.search(between) or not (denied or ":" in between):
        return rule
    return join("all", [negate(rule["of"][0]), rule["of"][1]])


def widened(base: Sequence[Rule], items: Sequence[Rule]) -> Rule:
    """ "AST and ALP ≤ 2.5 x ULN, with the following exceptions:" over "patients with A: AST ≤ 5 x ULN".

    Each limit, or a wider one with those for whom it holds; where the items are of something else, all or one of them.
    """
    limits = members(base[0]) if len(base) == 1 else []
    names = {measured(limit) for limit in limits}
    if None in names or not all(_limits_some(item, names) for item in items):
        return join("any", [*base, *items])
    return join("all", [_or_wider(limit, items, names) for limit in limits])


def limits_alike(rule: Rule, items: Sequence[Rule]) -> bool:
    """ "AST > 2.5 x ULN, with exceptions:" over "patients with A: AST > 5 x ULN": of them another limit excludes."""
    return any(_measures(rule) & _measures(item) for item in items)


def _or_wider(limit: Rule, items: Sequence[Rule], names: Set[str | None]) -> Rule:
    wider = [(item, one) for item in items for one in _wider(item, {measured(limit)})]
    return join("any", [limit, *(_for_whom(item, one, names) for item, one in wider)])


def _limits_some(item: Rule, names: Set[str | None]) -> bool:
    return item["op"] == "all" and 0 < len(_wider(item, names)) < len(item["of"])


def _for_whom(item: Rule, limit: Rule, names: Set[str | None]) -> Rule:
    return join("all", [*(part for part in item["of"] if measured(part) not in names), limit])


def _wider(item: Rule, names: Set[str | None]) -> list[Rule]:
    return [part for part in item["of"] if part["op"] == "threshold" and measured(part) in names]


def _widens(view: str, item: Work, rule: Rule, said: Rule) -> bool:
    """ "Bilirubin ≤ 1.5 x ULN", and below it "patients with A are eligible if bilirubin ≤ 3 x ULN"."""
    limits = _measures(said)
    conditional = _of_whom(said) is not said
    return (
        conditional
        and bool(limits)
        and limits <= _measures(rule)
        and _WELCOME.search(view, item.start, item.end) is not None
    )


def _measures(rule: Rule) -> set[str]:
    return {leaf["measure"]["name"] for leaf in leaves_of(rule) if leaf["op"] == "threshold"}


def _without(rule: Rule, spared: Rule, kind: str) -> Rule:
    """What excludes, or is denied, leaves out those who are spared; what is required need not hold of them."""
    if kind == "inclusion":
        if rule["op"] == "not":
            return negate(_without(rule["of"], spared, "exclusion"))
        return join("any", [rule, spared])
    named = spared["of"] if spared["op"] == "any" else [spared]
    if all(one["op"] == rule["op"] and one.keys() <= _PLAIN for one in named) and "condition" in rule:
        return {**rule, "excluding": [*rule.get("excluding", []), *(one["condition"] for one in named)]}
    return join("all", [rule, negate(spared)])
