"""A diff in words that a person reads."""

import re
from collections import Counter
from collections.abc import Iterator

from ...models.diff import Change, CriterionDiff, RuleSetDiff, Status

STATUS: dict[Status, str] = {
    "changed": "changed",
    "added": "added",
    "removed": "removed",
    "doubtful": "may have changed: other words, not all of them read",
    "reworded": "reworded, same rule",
    "reread": "same words, read otherwise",
}
SIGNS = {"changed": "≠", "added": "+", "removed": "−", "doubtful": "?", "reworded": "≈", "reread": "·"}
_UNITS = {"a": "year", "mo": "month", "wk": "week", "d": "day", "h": "hour"}
_TIME = re.compile(r"(?P<number>[\d.]+) (?P<unit>a|mo|wk|d|h)(?=$|[ \];)])")
_BETWEEN = re.compile(r"\bin \[([^\s,]+), ([^\s\]]+)\]")
_ANCHOR = re.compile(r"\b(first|last|study)_(dose|start)\b")
EFFECTS = {"tightens": "▲ tightens", "loosens": "▼ loosens"}


def told(change: Change) -> str:
    """One change.

    >>> told(Change(what="bound", subject="platelet count", old=">= 100 10*9/L", new=">= 75 10*9/L"))
    'platelet count: ≥ 100 10*9/L → ≥ 75 10*9/L'
    >>> told(Change(what="exception", subject="malignancy", new="basal cell carcinoma"))
    'malignancy: exception added: basal cell carcinoma'
    """
    old, new, about = pretty(change.old), pretty(change.new), change.subject
    match change.what:
        case "added":
            return f"added: {new}"
        case "removed":
            return f"removed: {old}"
        case "exception":
            return f"{about}: exception {'removed' if change.new is None else 'added'}: {change.new or change.old}"
        case "unit":
            return f"{about}: {old} is {new}, the same in another unit"
        case "bound" | "value" | "polarity" | "rule":
            return f"{about}: {old} → {new}"
        case "words":
            return f"words to judge: “{change.old}” → “{change.new}”"
        case "logic":
            return f"joined otherwise: {old} → {new}"
        case "kind" | "group" | "coverage":
            return f"{change.what}: {old} → {new}"
        case "field":
            return f"the registry's own {about}: {old} → {new}"
    return f"{about}, {change.what}: {old} → {new}"


def pretty(notation: str | None) -> str:
    """The notation with the signs of print, and with words for units of time.

    >>> pretty("age in [18, 55] a"), pretty("drug imatinib [<= 2 mo before first_dose]")
    ('age 18 to 55 years', 'drug imatinib [≤ 2 months before first dose]')
    """
    if notation is None:
        return "none"
    words = _BETWEEN.sub(r"\1 to \2", notation.replace(">= ", "≥ ").replace("<= ", "≤ "))
    return _ANCHOR.sub(r"\1 \2", _TIME.sub(_time, words))


def _time(found: re.Match[str]) -> str:
    return f"{found['number']} {_UNITS[found['unit']]}{'' if found['number'] == '1' else 's'}"


def summary(diff: RuleSetDiff) -> str:
    """How many criteria are what."""
    if diff.status in ("added", "removed"):
        return f"the trial was {diff.status}"
    counts = Counter(c.status for c in diff.criteria)
    parts = [f"{counts[status]} {status}" for status in STATUS if counts[status]]
    return ", ".join([*parts, f"{diff.unchanged} unchanged"])


def title(diff: RuleSetDiff) -> str:
    """The trial, and the days of its two readings where they are known."""
    days = " → ".join(x for x in (diff.old_updated, diff.new_updated) if x)
    return " · ".join(x for x in (diff.trial, diff.title, days) if x)


def places(c: CriterionDiff) -> str:
    """Its number before and after, as "E2 → E3"; one where it is the same."""
    ids = [side.id for side in (c.old, c.new) if side is not None]
    return " → ".join(dict.fromkeys(ids))


def lines(c: CriterionDiff) -> Iterator[str]:
    """What changed, one thing a line; of a criterion that is new or gone, its rule or its words."""
    yield from map(told, c.changes)
    for side in (c.old, c.new):
        if c.status in ("added", "removed") and side is not None:
            read = side.coverage == "full" and side.rule is not None and not side.rule.startswith("other ")
            yield pretty(side.rule) if read else " ".join(side.words.split())


def below(diff: RuleSetDiff) -> Iterator[str]:
    """What changed beside the criteria."""
    yield from map(told, diff.fields)
    yield from (f"new warning: {w.message} ({w.code})" for w in diff.new_warnings)
    yield from (f"gone warning: {w.message} ({w.code})" for w in diff.gone_warnings)
