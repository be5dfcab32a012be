"""Limits that are said again, wider, of some: "bilirubin <= 1.5 x ULN; in Gilbert's syndrome bilirubin <= 3 x ULN"."""

from typing import Any

from .nodes import Rule, join, members, negate


def told_again(rule: Rule, kind: str) -> Rule:
    """A rule in which the narrower limit is that of the others: held of all, it would leave the wider one idle."""
    if rule["op"] != ("all" if kind == "inclusion" else "any"):
        return rule
    return join(rule["op"], [_of_others(part, rule["of"], kind) for part in rule["of"]])


def _of_others(limit: Rule, beside: list[Rule], kind: str) -> Rule:
    if limit["op"] != "threshold":
        return limit
    if kind == "inclusion":
        return join("any", [*(whom for whom, z in _of_some(beside, "any") if _wider(z, limit)), limit])
    return join("all", [*(negate(whom) for whom, z in _of_some(beside, "all") if _wider(limit, z)), limit])


def _of_some(beside: list[Rule], op: str) -> list[tuple[Rule, Rule]]:
    """Those of whom a limit is told, and the limit: "if A, then B" of what is required, "A and B" of what excludes."""
    pairs = [part["of"] for part in beside if part["op"] == op and len(part["of"]) == 2]
    if op == "any":
        pairs = [[whom["of"], asked] for whom, asked in pairs if whom["op"] == "not"]
    return [(whom, z) for whom, asked in pairs for z in members(asked) if z["op"] == "threshold"]


def _wider(one: Rule, other: Rule) -> bool:
    """Whether a limit holds the whole of another of the same measure: it has the same ends, and none further in."""
    told = ("relative_to", "window", "of")
    if one["measure"]["name"] != other["measure"]["name"] or any(one.get(key) != other.get(key) for key in told):
        return False
    a, b = one["range"], other["range"]
    alike = a.get("unit") == b.get("unit") and all(bool(a.get(end)) == bool(b.get(end)) for end in ("lower", "upper"))
    return alike and a != b and _reaches(a, b, "lower", -1) and _reaches(a, b, "upper", 1)


def _reaches(a: dict[str, Any], b: dict[str, Any], end: str, sign: int) -> bool:
    return not a.get(end) or sign * a[end]["value"] >= sign * b[end]["value"]
