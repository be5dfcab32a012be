"""Compares the registry's own age and sex fields with what the text requires; where in doubt, says nothing."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from .parts import Draft, Note, Work
from .readers import Trial

_AGE = re.compile(r"(\d+(?:\.\d+)?)\s*(year|month|week|day)", re.IGNORECASE)
_UCUM = {"year": "a", "month": "mo", "week": "wk", "day": "d"}
_YEARS = {"a": 1.0, "mo": 1 / 12, "wk": 7 / 365.25, "d": 1 / 365.25}
_SOMEBODY_ELSE = re.compile(
    r"\b(?:parents?|mothers?|fathers?|maternal|paternal|guardians?|care-?givers?|carers?|partners?|spouses?|husbands?"
    r"|wi(?:fe|ves)|donors?|siblings?|relatives?|famil\w+|child|children|infants?|offspring|staff|controls?|diagnos\w+"
    r"|onset|if|unless|when|where)\b",
    re.IGNORECASE,
)
_NOW = (None, "now", "screening", "consent", "enrolment", "randomization", "baseline", "first_dose", "study_start")


class _Limit(NamedTuple):
    """An age that the text requires: ``value`` of ``unit``, and whether that age itself is allowed."""

    value: float
    inclusive: bool
    unit: str
    span: tuple[int, int]

    @property
    def years(self) -> float:
        return self.value * _YEARS[self.unit]


def contradictions(trial: Trial, draft: Draft) -> Iterator[Note]:
    """A note where the text requires another age or sex than the registry's fields.

    Only criteria that were read in full, bind every group, and speak of the patient are compared.
    """
    works = [w for w in draft.criteria if _binds_all(draft, w)]
    leaves = [found for w in works for found in _required(w, w.kind == "inclusion")]
    limits = {side: [a for leaf, must in leaves if (a := _limit(leaf, must, side))] for side in ("lower", "upper")}
    if limits["lower"] and (low := _field(trial.minimum_age)):
        yield from _compared(max(limits["lower"], key=lambda a: a.years), *low, 1)
    if limits["upper"] and (high := _field(trial.maximum_age)):
        yield from _compared(min(limits["upper"], key=lambda a: a.years), *high, -1)
    for leaf, must in leaves:
        yield from _sexes(trial.sex, leaf, must)


def _binds_all(draft: Draft, work: Work) -> bool:
    if work.parent is not None or work.kind == "unknown" or work.coverage != "full" or work.rule is None:
        return False
    inside = [w for w in draft.criteria if work.start <= w.start and w.end <= work.end] if work.lead_in else [work]
    return all(w.group is None and not _SOMEBODY_ELSE.search(draft.view, w.start, w.end) for w in inside)


def _required(work: Work, must: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    """Each leaf that must hold (True) or must not (False), whatever else the patient has; no age beside one sex."""
    found = list(_leaves(work, must))
    one_sex = any(leaf["op"] == "attribute" and leaf.get("value") in ("male", "female") for leaf, _ in found)
    return iter([(leaf, m) for leaf, m in found if leaf["op"] == "attribute" or not one_sex])


def _leaves(work: Work, must: bool) -> Iterator[tuple[dict[str, Any], bool]]:
    todo: list[tuple[dict[str, Any], bool]] = [(work.rule, must)] if work.rule is not None else []
    while todo:
        rule, must = todo.pop()
        if rule["op"] == "not":
            todo.append((rule["of"], not must))
        elif rule["op"] == ("all" if must else "any"):
            todo += [(part, must) for part in reversed(rule["of"])]
        elif rule["op"] in ("threshold", "attribute"):
            yield rule, must


def _limit(leaf: dict[str, Any], must: bool, side: str) -> _Limit | None:
    """The lower or upper limit that a leaf about age sets: "< 21" among the exclusions is 21 and above."""
    if leaf["op"] != "threshold" or leaf["measure"]["name"] != "age" or leaf.get("of") is not None:
        return None
    range_ = leaf["range"]
    if range_["unit"] not in _YEARS or (leaf.get("window") or {}).get("anchor") not in _NOW:
        return None
    if not must:
        if range_["lower"] is not None and range_["upper"] is not None:
            return None
        side = "upper" if side == "lower" else "lower"
    bound = range_[side]
    if bound is None:
        return None
    span = leaf["span"]
    return _Limit(bound["value"], bound["inclusive"] == must, range_["unit"], (span["start"], span["end"]))


def _field(words: str | None) -> tuple[float, str] | None:
    m = _AGE.match(words or "")
    return (float(m[1]), _UCUM[m[2].lower()]) if m else None


def _compared(text: _Limit, value: float, unit: str, inward: int) -> Iterator[Note]:
    """ "> 17 years" may be the registry's 17 or 18; ages in different units may be rounded."""
    meant = [text.value] if text.inclusive else [text.value, text.value + inward]
    registry = value * _YEARS[unit]
    slack = 1e-6 if unit == text.unit else 0.1 * registry
    if all(abs(v * _YEARS[text.unit] - registry) > slack for v in meant):
        message = f"the text says age {text.value:g} {text.unit}, the registry {value:g} {unit}"
        yield Note("registry_age", message, text.span)


def _sexes(field: str | None, leaf: dict[str, Any], must: bool) -> Iterator[Note]:
    sex = (field or "").lower()
    if leaf["op"] != "attribute" or leaf["name"] != "sex" or {sex, leaf["value"]} - {"male", "female"}:
        return
    if (leaf["value"] == sex) != must:
        message = f"the text {'requires' if must else 'excludes'} sex {leaf['value']}, the registry says {sex}"
        yield Note("registry_sex", message, (leaf["span"]["start"], leaf["span"]["end"]))
