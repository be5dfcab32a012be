"""A RuleSet against a patient."""

from collections.abc import Iterable, Mapping
from datetime import date

from ...models import All, Any, AtLeast, Criterion, Not, Rule, RuleSet
from ...models.kleene import Truth, at_least, denied, every
from ...models.notation import as_written
from ...models.patient import Patient
from ...models.screening import CriterionResult, Missing, Result, ScreeningResult, Value
from .answers import Answer, joined
from .leaves import Setting, answer
from .record import Record

_NAMES: dict[Truth, Value] = {True: "true", False: "false", None: "unknown"}
_RESULTS: dict[Truth, Result] = {True: "eligible", False: "not_eligible", None: "unknown"}


def screen(
    ruleset: RuleSet, patient: Patient | Record, *, on: date, anchors: Mapping[str, date] | None = None
) -> ScreeningResult:
    """Whether a patient is eligible for a trial on a day: true, false or unknown for each criterion, and why.

    ``on`` is the index day: screening, enrolment, the first dose and the like fall on it unless ``anchors`` gives them
    another day. A criterion that was not read in full, or of unknown kind, is never met or failed.

    >>> from datetime import date
    >>> from ..api import extract
    >>> patient = Patient(id="p", birth_date="1990-05-01")
    >>> screen(extract("Inclusion: age 18 to 55 years"), patient, on=date(2026, 1, 31)).result
    'eligible'
    """
    record = patient if isinstance(patient, Record) else Record(patient)
    setting = Setting(record, on, anchors or {})
    results = {c.id: _criterion(c, setting) for c in ruleset.criteria if c.parent is None}
    groups = dict.fromkeys(c.group for c in results.values() if c.group is not None)
    by_group = {group: every(_met(results.values(), group)) for group in groups}
    whole = at_least(1, by_group.values()) if by_group else every(_met(results.values(), None))
    return ScreeningResult(
        trial=ruleset.trial.id, patient=record.patient.id, on=on.isoformat(), result=_RESULTS[whole],
        groups={group: _RESULTS[truth] for group, truth in by_group.items()}, criteria=tuple(results.values()),
    )  # fmt: skip


def _met(results: Iterable[CriterionResult], group: str | None) -> list[Truth]:
    truths: dict[Value, Truth] = {name: truth for truth, name in _NAMES.items()}
    return [truths[c.met] for c in results if c.group in (None, group)]


def _criterion(c: Criterion, setting: Setting) -> CriterionResult:
    found = _unread() if c.rule is None else _answer(c.rule, setting)
    met = denied(found.truth) if c.kind == "exclusion" else found.truth
    missing = found.missing
    if c.coverage != "full" or c.kind == "unknown":
        met = None
        reason = "the criterion was not read in full" if c.coverage != "full" else "neither inclusion nor exclusion"
        missing = (*missing, Missing(what=c.text, reason=reason)) if c.rule is not None else missing
    return CriterionResult(
        id=c.id, kind=c.kind, group=c.group, text=c.text, rule=as_written(c.rule), holds=_NAMES[found.truth],
        met=_NAMES[met], facts=found.facts, missing=missing,
    )  # fmt: skip


def _unread() -> Answer:
    return Answer(None, missing=(Missing(what="the whole criterion", reason="it was not read"),))


def _answer(rule: Rule, setting: Setting) -> Answer:
    match rule:
        case Not():
            part = _answer(rule.of, setting)
            return part._replace(truth=denied(part.truth))
        case All() | Any() | AtLeast():
            parts = [_answer(part, setting) for part in rule.of]
            needed = rule.count if isinstance(rule, AtLeast) else len(parts) if isinstance(rule, All) else 1
            return joined(at_least(needed, [part.truth for part in parts]), parts)
    return answer(rule, setting)
