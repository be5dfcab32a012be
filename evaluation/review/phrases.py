"""Rules in plain English, for people who know trials and no notation."""

from collections.abc import Callable
from typing import Any

from ...models import Attribute, Bound, Concept, Condition, Exposure, Leaf, PlainRange, Threshold, Window

_UNITS = {
    "a": "years", "mo": "months", "wk": "weeks", "d": "days", "h": "hours", "min": "minutes",
    "{half-life}": "half-lives", "10*9/L": "×10⁹/L", "10*12/L": "×10¹²/L", "10*3/uL": "×10³/µL", "10*6/uL": "×10⁶/µL",
    "/uL": "/µL", "/mm3": "/mm³", "umol/L": "µmol/L", "ug/L": "µg/L", "ug/mL": "µg/mL", "mm[Hg]": "mmHg",
    "Cel": "°C", "kg/m2": "kg/m²", "[IU]/L": "IU/L", "[IU]/mL": "IU/mL", "mL/min/{1.73_m2}": "mL/min/1.73 m²",
}  # fmt: skip
_ANCHORS = {
    "first_dose": "the first dose", "last_dose": "the last dose", "study_start": "the start of the study",
    "other": "another event", "visit": "a visit",
}  # fmt: skip
_ROLES = {"drug_class": "class of drugs", "study": "other study"}
_STATUSES = {"past": "in the past", "current": "at present", "planned": "planned"}
_RELATIVE = {"predicted": "of predicted", "baseline": "× baseline"}


def phrase(leaf: Leaf) -> str:
    """A leaf in words.

    >>> from ...models import parse
    >>> phrase(parse("platelet count >= 100 10*9/L [<= 14 d before randomization]"))
    'platelet count: at least 100 ×10⁹/L, within 14 days before randomization'
    >>> phrase(parse("condition malignancy past except basal cell carcinoma"))
    'malignancy, in the past, but not basal cell carcinoma'
    """
    match leaf:
        case Threshold():
            what = leaf.measure.name + (f" of {leaf.of.name}" if leaf.of else "")
            head = f"{what}: {bounded(leaf.range, leaf.relative_to)}"
        case Exposure():
            head = f"{leaf.agent.name} ({_ROLES.get(leaf.role, leaf.role)})"
        case Condition():
            head = leaf.condition.name + (f" to {leaf.to.name}" if leaf.to else "")
        case Attribute():
            return f"{leaf.name}: {leaf.value}"
        case _:
            return f"a person must judge “{' '.join(leaf.text.split())}”"
    return ", ".join([head, *_additions(leaf)])


def _additions(leaf: Threshold | Exposure | Condition) -> list[str]:
    said = []
    if status := getattr(leaf, "status", None):
        said.append(_STATUSES[status])
    if leaf.window is not None:
        said.append(timed(leaf.window))
    if leaf.duration is not None:
        said.append(f"for {bounded(leaf.duration)}")
    if (dose := getattr(leaf, "dose", None)) is not None:
        said.append(f"at a dose of {bounded(dose)}")
    left_out: tuple[Concept, ...] = getattr(leaf, "excluding", ())
    if left_out:
        said.append("but not " + " or ".join(c.name for c in left_out))
    return said


def bounded(r: PlainRange, relative_to: str | None = None) -> str:
    """A range in words.

    >>> from ...models import parse
    >>> [bounded(parse(f"age {r}").range) for r in ("in [0, 5.5]", "> 3 %", "= 2", "in (15, 300] s", ">= 1 a")]
    ['0 to 5.5', 'more than 3 %', 'exactly 2', 'more than 15 and at most 300 s', 'at least 1 year']
    """
    unit = "" if r.unit in (None, "1") else _UNITS.get(r.unit or "", r.unit)
    if unit and unit.endswith("s") and r.unit in ("a", "mo", "wk", "d", "h", "min") and _is_one(r):
        unit = unit[:-1]
    relative = _RELATIVE.get(relative_to, f"× {relative_to}") if relative_to else ""
    return " ".join(part for part in (_values(r), unit, relative) if part)


def _is_one(r: PlainRange) -> bool:
    return all(b is None or b.value == 1 for b in (r.lower, r.upper))


def _values(r: PlainRange) -> str:
    low, high = r.lower, r.upper
    if low is None or high is None:
        return _low(low) if low else _high(high) if high else ""
    if low.value == high.value:
        return f"exactly {_number(low)}"
    if low.inclusive and high.inclusive:
        return f"{_number(low)} to {_number(high)}"
    return f"{_low(low)} and {_high(high)}"


def _low(b: Bound) -> str:
    return f"{'at least' if b.inclusive else 'more than'} {_number(b)}"


def _high(b: Bound) -> str:
    return f"{'at most' if b.inclusive else 'less than'} {_number(b)}"


def _number(b: Bound) -> str:
    return f"{b.value:,}".replace(",", "\u202f") if abs(b.value) >= 10_000 else str(b.value)


def timed(w: Window) -> str:
    """A window in words.

    >>> from ...models import parse
    >>> windows = ("<= 2 mo before now", "> 5 a before now", "< 4 wk before first_dose", "<= 3 mo after surgery")
    >>> for w in windows: print(timed(parse(f"drug aspirin [{w}]").window))
    within the last 2 months
    more than 5 years ago
    less than 4 weeks before the first dose
    within 3 months after surgery
    """
    length, anchor = bounded(w.range), _ANCHORS.get(w.anchor, w.anchor)
    up_to = w.range.lower is None and w.range.upper is not None and w.range.upper.inclusive
    if up_to:
        length = length.removeprefix("at most ")
    if w.anchor == "now" and w.direction == "before":
        return f"within the last {length}" if up_to else f"{length} ago"
    where = f"{w.direction} {'today' if w.anchor == 'now' else anchor}"
    return f"{'within ' if up_to else ''}{length} {where}"


def sentence(tree: dict[str, Any] | None, say: Callable[[dict[str, Any]], str]) -> str:
    """A tree of operators in one sentence; ``say`` gives the words of what is no operator."""
    return "" if tree is None else _sentence(tree, say, False)


def _sentence(tree: dict[str, Any], say: Callable[[dict[str, Any]], str], inside: bool) -> str:
    match tree["op"]:
        case "all" | "any" as op:
            parts = [_sentence(part, say, True) for part in tree["of"]]
            said = f" {'AND' if op == 'all' else 'OR'} ".join(parts)
        case "at_least":
            parts = [_sentence(part, say, True) for part in tree["of"]]
            said = f"at least {tree['count']} of: " + "; ".join(parts)
        case "not":
            return f"NOT {_sentence(tree['of'], say, True)}"
        case _:
            return say(tree)
    return f"({said})" if inside and len(parts) > 1 else said
