"""Compares the registry's own age and sex fields with what the text requires; where in doubt, says nothing."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..models import All, Any, Attribute, Criterion, Not, Rule, RuleSet, Span, Threshold, Warning
from ..models.dates import YEARS

_AGE = re.compile(r"(\d+(?:\.\d+)?)\s*(year|month|week|day)", re.IGNORECASE)
_UCUM = {"year": "a", "month": "mo", "week": "wk", "day": "d"}
_SOMEBODY_ELSE = re.compile(
    r"\b(?:parents?|mothers?|fathers?|maternal|paternal|guardians?|care-?givers?|carers?|partners?|spouses?|husbands?"
    r"|wi(?:fe|ves)|donors?|siblings?|relatives?|famil\w+|child|children|infants?|offspring|staff|controls?|diagnos\w+"
    r"|onset|if|unless|when|where)\b",
    re.IGNORECASE,
)
_GROUPED = ("CTIS", "EudraCT")
"""Registries whose ages are those of groups ("18-64 years"): a trial may take some of a group alone."""
_NOW = ("now", "screening", "consent", "enrolment", "randomization", "baseline", "first_dose", "study_start")

# A leaf, whether it must hold (True) or must not (False), and the words it stands on.
_Required = tuple[Threshold | Attribute, bool, Span]


class _Limit(NamedTuple):
    """An age that the text requires: ``value`` of ``unit``, and whether that age itself is allowed."""

    value: float
    inclusive: bool
    unit: str
    span: Span

    @property
    def years(self) -> float:
        return self.value * YEARS[self.unit]


def registry_contradictions(ruleset: RuleSet) -> Iterator[Warning]:
    """A warning where the text requires another age or sex than the registry's fields.

    Only criteria that were read in full, bind every group, and speak of the patient are compared.
    """
    trial = ruleset.trial
    if not (trial.minimum_age or trial.maximum_age or trial.sex):
        return
    limited = _limited(ruleset)
    leaves = [found for c in ruleset.criteria if c.id not in limited and _decides(c) for found in _required(c)]
    limits = {side: [a for leaf in leaves if (a := _limit(*leaf, side)) is not None] for side in ("lower", "upper")}
    grouped = trial.registry in _GROUPED
    if limits["lower"] and (low := age_field(trial.minimum_age)):
        yield from _compared(max(limits["lower"], key=lambda a: a.years), *low, 1, grouped)
    if limits["upper"] and (high := age_field(trial.maximum_age)):
        yield from _compared(min(limits["upper"], key=lambda a: a.years), *high, -1, grouped)
    for leaf in leaves:
        yield from _sexes(trial.sex, *leaf)


def _limited(ruleset: RuleSet) -> set[str]:
    """The ids of the outermost criteria that bind some alone or speak of somebody else, themselves or in an item."""
    outermost: dict[str, str] = {}
    limited = set()
    for c in ruleset.criteria:
        outermost[c.id] = c.id if c.parent is None else outermost[c.parent]
        if c.group is not None or _SOMEBODY_ELSE.search(c.text):
            limited.add(outermost[c.id])
    return limited


def _decides(c: Criterion) -> bool:
    return c.parent is None and c.kind != "unknown" and c.coverage == "full" and c.rule is not None


def _required(c: Criterion) -> Iterator[_Required]:
    """Each leaf that must hold or must not, whatever else the patient has; no age beside one sex."""
    assert c.rule is not None
    found = list(_leaves(c.rule, c.kind == "inclusion", c.span))
    one_sex = any(isinstance(leaf, Attribute) and leaf.value in ("male", "female") for leaf, *_ in found)
    return (f for f in found if isinstance(f[0], Attribute) or not one_sex)


def _leaves(rule: Rule, must: bool, around: Span) -> Iterator[_Required]:
    match rule:
        case Not():
            yield from _leaves(rule.of, not must, around)
        case All() | Any() if isinstance(rule, All) == must:
            for part in rule.of:
                yield from _leaves(part, must, around)
        case Threshold() | Attribute():
            yield rule, must, rule.span or around


def _limit(leaf: Threshold | Attribute, must: bool, span: Span, side: str) -> _Limit | None:
    """The lower or upper limit that a leaf about age sets: "< 21" among the exclusions is 21 and above."""
    if not isinstance(leaf, Threshold) or leaf.measure.name != "age" or leaf.of is not None:
        return None
    range, unit = leaf.range, leaf.range.unit
    if unit not in YEARS or (leaf.window is not None and leaf.window.anchor not in _NOW):
        return None
    if not must:
        if range.lower is not None and range.upper is not None:
            return None
        side = "upper" if side == "lower" else "lower"
    bound = range.lower if side == "lower" else range.upper
    return None if bound is None else _Limit(bound.value, bound.inclusive == must, unit, span)


def age_field(words: str | None) -> tuple[float, str] | None:
    """The number and the UCUM unit of an age as a registry writes it ("18 Years"); None for none."""
    m = _AGE.match(words or "")
    return (float(m[1]), _UCUM[m[2].lower()]) if m else None


def _compared(text: _Limit, value: float, unit: str, inward: int, grouped: bool) -> Iterator[Warning]:
    """ "> 17 years" may be the registry's 17 or 18; ages in different units may be rounded; of a group, some may do."""
    meant = [text.value] if text.inclusive else [text.value, text.value + inward]
    registry = value * YEARS[unit]
    slack = 1e-6 if unit == text.unit else 0.1 * registry
    if grouped and any((v * YEARS[text.unit] - registry) * inward > 0 for v in meant):
        return
    if all(abs(v * YEARS[text.unit] - registry) > slack for v in meant):
        message = f"the text says age {text.value:g} {text.unit}, the registry {value:g} {unit}"
        yield Warning(code="registry_age", message=message, span=text.span)


def _sexes(field: str | None, leaf: Threshold | Attribute, must: bool, span: Span) -> Iterator[Warning]:
    sex = (field or "").lower()
    if not isinstance(leaf, Attribute) or leaf.name != "sex" or {sex, leaf.value} - {"male", "female"}:
        return
    if (leaf.value == sex) != must:
        message = f"the text {'requires' if must else 'excludes'} sex {leaf.value}, the registry says {sex}"
        yield Warning(code="registry_sex", message=message, span=span)
