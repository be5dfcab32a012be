"""Many trials against many patients: what is the same for all is worked out once.

Trials ask the same questions over and over, and a record says something of few of them. So each different leaf of all
trials is asked of a patient once, and only where the record holds anything of it; for the rest, a patient gets what
somebody gets of whom nothing is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from typing import Any as Anything
from typing import NamedTuple, Self

from ...models import All, Any, AtLeast, Criterion, Leaf, Not, Rule, RuleSet
from ...models.kleene import Truth, at_least, denied, every
from ...models.notation import as_written
from ...models.patient import Part, Patient
from ...models.screening import CriterionResult, Missing, Result, ScreeningResult, Value
from .answers import Answer, joined
from .leaves import answer
from .question import Question
from .record import Key, Record

_NAMES: dict[Truth, Value] = {True: "true", False: "false", None: "unknown"}
_TRUTHS: dict[Value, Truth] = {name: truth for truth, name in _NAMES.items()}
_RESULTS: dict[Truth, Result] = {True: "eligible", False: "not_eligible", None: "unknown"}
_UNREAD = Answer(None, missing=(Missing(what="the whole criterion", reason="it was not read"),))

_WORDS: dict[str, Anything] = {"text": True, "span": True, "also": True}
_PLACES: dict[str, Anything] = {
    "span": True, "measure": _WORDS, "of": _WORDS, "agent": _WORDS, "condition": _WORDS, "to": _WORDS,
    "excluding": {"__all__": _WORDS}, "window": {"span": True}, "duration": {"span": True},
}  # fmt: skip
"""The fields of a leaf that only say which words stand where."""


class _Answers(dict[int, Answer]):
    """What a record answers to questions, by their numbers; each is asked when it is first wanted.

    To questions that do not concern it a record answers as the ``silent`` one does, which is asked instead.
    """

    def __init__(
        self, questions: list[Question], record: Record, concerned: Set[int] = frozenset(), silent: Self | None = None
    ) -> None:
        super().__init__()
        self._questions, self._record, self._concerned, self._silent = questions, record, concerned, silent

    def __missing__(self, number: int) -> Answer:
        if self._silent is None or number in self._concerned:
            found = answer(self._questions[number], self._record)
        else:
            found = self._silent[number]
        self[number] = found
        return found


class _Compiled(NamedTuple):
    """A criterion, the ``questions`` that its rule asks, and what the rule gives by their answers."""

    number: int
    criterion: Criterion
    rule: str
    questions: frozenset[int]
    given: Callable[[_Answers], Answer]


class _Trial(NamedTuple):
    id: str
    criteria: tuple[_Compiled, ...]
    groups: tuple[str, ...]


class _Silent(NamedTuple):
    """What a patient gets of whom nothing is recorded: the answers, and the results of criteria asked for so far."""

    answers: _Answers
    results: dict[int, CriterionResult]


class Plan:
    """Trials that wait for patients; ``on`` and ``anchors`` are those of :func:`trialrules.screen`.

    >>> from datetime import date
    >>> from ..api import extract
    >>> trials = [extract("Inclusion: ECOG 0-1", id="A"), extract("Exclusion: asthma", id="B")]
    >>> plan = Plan(trials, on=date(2026, 1, 31))
    >>> [(r.trial, r.result) for r in plan.screen(Patient(id="p", observations=[{"name": "ECOG", "value": 0}]))]
    [('A', 'eligible'), ('B', 'unknown')]
    """

    def __init__(self, rulesets: Iterable[RuleSet], *, on: date, anchors: Mapping[str, date] | None = None) -> None:
        self._on, self._anchors = on, anchors or {}
        self._questions: list[Question] = []
        self._asking: dict[tuple[type[Leaf], Key], list[int]] = {}
        self._numbers: dict[str, int] = {}
        self._criteria = 0
        self._trials = [self._trial(ruleset) for ruleset in rulesets]
        self._silent: dict[tuple[frozenset[Part], frozenset[Part], bool, bool], _Silent] = {}

    def screen(self, patient: Patient) -> Iterator[ScreeningResult]:
        """The patient's result for each trial, in the trials' order."""
        record = Record(patient)
        concerned = {n for sort, keys in record.keys.items() for key in keys for n in self._asking.get((sort, key), ())}
        silent = self._silence(record)
        answers = _Answers(self._questions, record, concerned, silent.answers)
        for trial in self._trials:
            criteria = (
                _unconcerned(c, silent) if c.questions.isdisjoint(concerned) else _result(c, answers)
                for c in trial.criteria
            )
            yield self._screened(trial, patient, tuple(criteria))

    def _silence(self, record: Record) -> _Silent:
        patient = record.patient
        asked = "treatments" in patient.complete
        strange, unclassified = asked and record.has_strange_drugs, asked and record.has_unclassified_drugs
        held = (frozenset(patient.complete), frozenset(patient.classified), strange, unclassified)
        if held not in self._silent:
            nobody = Record(Patient(id="nobody", complete=patient.complete, classified=patient.classified))
            nobody.has_strange_drugs, nobody.has_unclassified_drugs = strange, unclassified
            self._silent[held] = _Silent(_Answers(self._questions, nobody), {})
        return self._silent[held]

    def _screened(self, trial: _Trial, patient: Patient, criteria: tuple[CriterionResult, ...]) -> ScreeningResult:
        by_group = {group: every(_met(criteria, group)) for group in trial.groups}
        whole = at_least(1, by_group.values()) if by_group else every(_met(criteria, None)) if criteria else None
        return ScreeningResult(
            trial=trial.id, patient=patient.id, on=self._on.isoformat(), result=_RESULTS[whole],
            groups={group: _RESULTS[truth] for group, truth in by_group.items()}, criteria=criteria,
        )  # fmt: skip

    def _trial(self, ruleset: RuleSet) -> _Trial:
        deciding = [c for c in ruleset.criteria if c.parent is None]
        groups = dict.fromkeys(c.group for c in deciding if c.group is not None)
        return _Trial(ruleset.trial.id, tuple(map(self._criterion, deciding)), tuple(groups))

    def _criterion(self, c: Criterion) -> _Compiled:
        asked: set[int] = set()
        given = (lambda _: _UNREAD) if c.rule is None else self._rule(c.rule, asked)
        self._criteria += 1
        return _Compiled(self._criteria, c, as_written(c.rule), frozenset(asked), given)

    def _rule(self, rule: Rule, asked: set[int]) -> Callable[[_Answers], Answer]:
        match rule:
            case Not():
                return _not(self._rule(rule.of, asked))
            case All() | Any() | AtLeast():
                needed = rule.count if isinstance(rule, AtLeast) else len(rule.of) if isinstance(rule, All) else 1
                return _at_least(needed, [self._rule(part, asked) for part in rule.of])
        number = self._number(rule)
        asked.add(number)
        return lambda answers: answers[number]

    def _number(self, leaf: Leaf) -> int:
        """The number of the leaf's question, which leaves share that differ only in where their words stand."""
        key = leaf.model_dump_json(exclude=_PLACES)
        if key not in self._numbers:
            self._numbers[key] = len(self._questions)
            question = Question(leaf, self._on, self._anchors)
            for asked in question.keys:
                self._asking.setdefault((type(leaf), asked), []).append(len(self._questions))
            self._questions.append(question)
        return self._numbers[key]


def _not(part: Callable[[_Answers], Answer]) -> Callable[[_Answers], Answer]:
    def given(answers: _Answers) -> Answer:
        found = part(answers)
        return Answer(denied(found.truth), found.facts, found.missing)

    return given


def _at_least(needed: int, parts: list[Callable[[_Answers], Answer]]) -> Callable[[_Answers], Answer]:
    def given(answers: _Answers) -> Answer:
        found = [part(answers) for part in parts]
        return joined(at_least(needed, [part.truth for part in found]), found)

    return given


def _unconcerned(compiled: _Compiled, silent: _Silent) -> CriterionResult:
    if compiled.number not in silent.results:
        silent.results[compiled.number] = _result(compiled, silent.answers)
    return silent.results[compiled.number]


def _result(compiled: _Compiled, answers: _Answers) -> CriterionResult:
    c, found = compiled.criterion, compiled.given(answers)
    met = denied(found.truth) if c.kind == "exclusion" else found.truth
    missing = found.missing
    if c.coverage != "full" or c.kind == "unknown":
        met = None
        reason = "the criterion was not read in full" if c.coverage != "full" else "neither inclusion nor exclusion"
        missing = (*missing, Missing(what=c.text, reason=reason)) if c.rule is not None else missing
    return CriterionResult(
        id=c.id, kind=c.kind, group=c.group, text=c.text, rule=compiled.rule, holds=_NAMES[found.truth],
        met=_NAMES[met], facts=found.facts, missing=missing,
    )  # fmt: skip


def _met(criteria: Iterable[CriterionResult], group: str | None) -> list[Truth]:
    return [_TRUTHS[c.met] for c in criteria if c.group in (None, group)]
