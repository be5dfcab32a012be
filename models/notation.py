"""The one-line notation of a rule. `parsing.py` holds its grammar and reads it back.

It says everything but where the words stand: spans, texts, other words beside a name and codes are left out.
A range's canonical form is written only where it cannot be taken for granted.
"""

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .quantities import Duration, PlainRange, Range, Window

KEYWORDS = frozenset(
    (
        *("all", "any", "not", "at_least", "of", "for", "dose", "to", "except", "in", "x", "before", "after"),
        *("past", "current", "planned", "drug", "drug_class", "procedure", "therapy", "vaccine", "study"),
        *("condition", "attribute", "other"),
    )
)
_BARE = re.compile(r"[^\W_][\w'./+\-]*(?: [^\W_][\w'./+\-]*)*")


def name(text: str) -> str:
    """A name as the notation writes it: bare where it can be, else a JSON string."""
    bare = _BARE.fullmatch(text) and KEYWORDS.isdisjoint(text.split(" "))
    return text if bare else json.dumps(text, ensure_ascii=False)


def _body(r: "PlainRange") -> str:
    low, high = r.lower, r.upper
    if low is not None and high is not None:
        if low.value == high.value:
            return f"= {low.value!r}"
        return f"in {'[' if low.inclusive else '('}{low.value!r}, {high.value!r}{']' if high.inclusive else ')'}"
    if low is not None:
        return f"{'>=' if low.inclusive else '>'} {low.value!r}"
    assert high is not None
    return f"{'<=' if high.inclusive else '<'} {high.value!r}"


def plain(r: "PlainRange") -> str:
    """A range without its canonical form: ``>= 100 10*9/L``."""
    unit = {"1": "", None: " ?"}.get(r.unit, f" {r.unit}")
    return _body(r) + unit


def _same(a: "PlainRange", b: "PlainRange") -> bool:
    return (a.lower, a.upper, a.unit) == (b.lower, b.upper, b.unit)


def _canonical(r: "Range", usual: bool) -> str:
    """``usual``: whether a canonical form equal to the written one goes without saying."""
    if r.canonical is None:
        return " {?}" if usual else ""
    if _same(r.canonical, r):
        return "" if usual else " {=}"
    return f" {{{plain(r.canonical)}}}"


def _time(r: "Range | Duration") -> str:
    return plain(r) + _canonical(r, usual=False)


def window_words(w: "Window") -> str:
    """A window in brackets: ``[<= 2 mo before now]``."""
    return f"[{_time(w.range)} {w.direction} {w.anchor}]"


def _suffix(leaf: Any) -> list[str]:
    parts = []
    has = leaf.__dict__.get  # an exposure has a dose, a condition an object, a threshold neither
    if has("status"):
        parts.append(leaf.status)
    if leaf.window is not None:
        parts.append(window_words(leaf.window))
    if leaf.duration is not None:
        parts.append(f"for [{_time(leaf.duration)}]")
    if has("dose") is not None:
        parts.append(f"dose {_time(leaf.dose)}")
    if has("to") is not None:
        parts.append(f"to {leaf.to_role + ':' if leaf.to_role else ''}{name(leaf.to.name)}")
    if has("excluding"):
        parts.append("except " + ", ".join(name(c.name) for c in leaf.excluding))
    return parts


def _threshold(leaf: Any) -> str:
    usual = leaf.relative_to is None and leaf.range.unit is not None
    parts = [name(leaf.measure.name), plain(leaf.range) + _canonical(leaf.range, usual)]
    if leaf.relative_to:
        parts.append(f"x {leaf.relative_to}")
    if leaf.of is not None:
        parts.append(f"of {name(leaf.of.name)}")
    return " ".join(parts + _suffix(leaf))


def notation(rule: Any) -> str:
    """The notation of a rule of :mod:`trialrules.models.rules`."""
    match rule.op:
        case "not":
            return f"not({notation(rule.of)})"
        case "all" | "any":
            return f"{rule.op}({'; '.join(map(notation, rule.of))})"
        case "at_least":
            return f"at_least {rule.count}({'; '.join(map(notation, rule.of))})"
        case "threshold":
            return _threshold(rule)
        case "exposure":
            return " ".join([rule.role, name(rule.agent.name), *_suffix(rule)])
        case "condition":
            return " ".join(["condition", name(rule.condition.name), *_suffix(rule)])
        case "attribute":
            return f"attribute {name(rule.name)} = {name(rule.value)}"
        case _:
            return f"other {json.dumps(rule.text, ensure_ascii=False)}"


_CANONICAL = re.compile(r" \{(?:\?|=|(?:[<>]=?|=|in) [^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")


def as_written(rule: Any) -> str:
    """The notation of a rule (``None``: "nothing") without canonical forms, for people to read."""
    return "nothing" if rule is None else _CANONICAL.sub("", notation(rule))
