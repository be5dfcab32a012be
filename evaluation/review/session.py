"""A review: the trials, what was decided of each criterion, and the gold that follows from it."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ... import read
from ...errors import ReadError, TrialRulesError
from ...models import Criterion, RuleSet
from ..annotation import GoldCriterion, GoldTrial, Pass
from ..gold import ruleset_of
from .drafts import Draft, draft_of, item_ids, without_items
from .journal import Action, Decision, Journal, write_whole
from .quoting import gold_criterion, open_criterion

State = Literal["open", "draft", "accepted", "corrected", "rejected", "left_out"]
_STATES: dict[Action, State] = {
    "accept": "accepted", "draft": "draft", "correct": "corrected", "reject": "rejected", "leave_out": "left_out",
}  # fmt: skip
SETTLED = ("accepted", "corrected", "left_out")
DECIDED = (*SETTLED, "rejected")


_NOBODY = Pass(annotator="nobody", date="2026-01-01", kind="reviewed")


class Refused(TrialRulesError):
    """A decision that cannot be taken; the message says why, one reason a line."""


class Standing(NamedTuple):
    """Where a criterion stands: its state, the rule as it is now, and the decision behind it."""

    state: State
    draft: Draft
    decision: Decision | None


class TrialReview:
    """The review of one trial, known by ``key``, which is its id in the gold."""

    def __init__(self, key: str, ruleset: RuleSet) -> None:
        self.key, self.ruleset = key, ruleset
        self.digest = sha256(ruleset.text.encode()).hexdigest()[:16]
        self.criteria = {c.id: c for c in ruleset.criteria}
        self.steps: dict[str, list[Decision]] = {id: [] for id in self.criteria}
        self.source = _source(key, ruleset)
        self._read: dict[str, Draft] = {}
        self._families = _families(ruleset.criteria)
        self._written: dict[str, tuple[tuple[Decision | None, set[str]], GoldCriterion]] = {}
        self._placed = False
        try:
            self._annotated([open_criterion(c) for c in ruleset.criteria], [_NOBODY])
        except ValidationError as wrong:
            reason = wrong.errors()[0]
            where = f"{reason['loc'][-1]}: {reason['msg']}"
            raise ReadError(f"{ruleset.trial.id} cannot become gold: {where}") from wrong

    def fits(self, decision: Decision) -> bool:
        """Whether a decision is of these words."""
        c = self.criteria.get(decision.criterion)
        return c is not None and decision.text == self.digest and decision.words == c.text

    def take(self, decision: Decision) -> None:
        """Takes in a decision; ``undo`` takes the last one back."""
        steps = self.steps[decision.criterion]
        if decision.action == "undo":
            del steps[-1:]
        else:
            steps.append(decision)

    def as_read(self, id: str) -> Draft:
        """What the program read of a criterion."""
        if id not in self._read:
            self._read[id] = draft_of(self.criteria[id], self.ruleset.criteria)
        return self._read[id]

    def standing(self, id: str) -> Standing:
        """Where a criterion stands now."""
        steps = self.steps[id]
        if not steps:
            return Standing("open", self.as_read(id), None)
        last = steps[-1]
        if last.action in ("reject", "leave_out"):
            return Standing(_STATES[last.action], self._worked_on(id), last)
        return Standing(_STATES[last.action], Draft(last.tree, last.window), last)

    def _worked_on(self, id: str) -> Draft:
        """The rule before a rejection: the last that was worked on, or what was read."""
        for step in reversed(self.steps[id]):
            if step.action not in ("reject", "leave_out"):
                return Draft(step.tree, step.window)
        return self.as_read(id)

    def family(self, id: str) -> list[Criterion]:
        """A criterion with its lead-ins and all that hangs on them, in order."""
        return self._families[id]

    def gold(self) -> GoldTrial | None:
        """The trial in the gold format; None while nothing was decided.

        Whoever shares a family with one that is not settled is left open. Raises Unwritable where a settled rule cannot
        be written.
        """
        passes = self.passes()
        made = [x for c in self.ruleset.criteria if (x := self._gold_of(c)) is not None] if passes else []
        return self._annotated(made, passes) if passes else None

    def check(self, id: str) -> None:
        """Raises a TrialRulesError where the gold of a criterion and its family cannot be read back."""
        if not self._placed:  # where each criterion stands does not hang on decisions: once is enough
            nothing = [open_criterion(c) for c in self.ruleset.criteria]
            ruleset_of(self._annotated(nothing, [_NOBODY]), self.ruleset.text)
            self._placed = True
        family = self.family(id)
        made = [x for c in family if (x := self._gold_of(c)) is not None]
        words = self.ruleset.text[family[0].span.start : max(c.span.end for c in family)]
        ruleset_of(self._annotated(made, [_NOBODY]), words)

    def _gold_of(self, c: Criterion) -> GoldCriterion | None:
        """A criterion in the gold format; None for words that are none."""
        state, draft, decision = self.standing(c.id)
        if state == "left_out":
            return None
        note = decision.note if decision else None
        if any(self.standing(x.id).state not in SETTLED for x in self.family(c.id)):
            return open_criterion(c, note)
        gone = {id for id in item_ids(draft.tree) if self.standing(id).state == "left_out"}
        kept = self._written.get(c.id)
        if kept is None or kept[0] != (decision, gone):
            tree = without_items(draft.tree, gone)
            made = gold_criterion(c, Draft(tree, draft.window), self.ruleset.text, note)
            self._written[c.id] = kept = ((decision, gone), made)
        return kept[1]

    def _annotated(self, criteria: Sequence[GoldCriterion], passes: Sequence[Pass]) -> GoldTrial:
        title = self.ruleset.trial.title or self.ruleset.trial.id
        return GoldTrial.model_validate(
            {
                "id": self.key, "title": title, "area": "not stated", "layout": self.source.layout, "split": "dev",
                "passes": tuple(passes), "criteria": tuple(criteria),
            }
        )  # fmt: skip

    def passes(self) -> tuple[Pass, ...]:
        """Who reviewed, each with the day of the last decision."""
        days: dict[str, str] = {}
        for steps in self.steps.values():
            for step in (x for x in steps if x.action != "draft"):
                day = step.at.date().isoformat()
                days[step.by] = max(day, days.get(step.by, day))
        return tuple(Pass(annotator=by, date=day, kind="reviewed") for by, day in sorted(days.items()))


class Review:
    """A review of RuleSets. Gold and journal stand in ``folder``; decisions that the journal holds are taken up.

    Raises ReadError where the folder cannot be used, or two trials have one id.
    """

    def __init__(self, rulesets: Iterable[RuleSet], folder: Path, reviewer: str) -> None:
        self.folder, self.reviewer = folder, reviewer
        self.trials: dict[str, TrialReview] = {}
        for ruleset in rulesets:
            key = key_of(ruleset.trial.id)
            if key in self.trials:
                raise ReadError(f"two trials have the id {key!r}; review them one after the other")
            self.trials[key] = TrialReview(key, ruleset)
        self.journal = Journal(folder)
        self.strangers = 0
        """Decisions of the journal that are of other texts; they stay there."""
        for decision in self.journal.decisions:
            trial = self.trials.get(decision.trial)
            if trial is not None and trial.fits(decision):
                trial.take(decision)
            elif trial is not None:
                self.strangers += 1
        ours = {decision.trial for decision in self.journal.decisions}
        for trial in self.trials.values():
            if any(trial.steps.values()):
                self._write(trial, trial.gold())
            elif trial.key not in ours and (folder / f"{trial.key}.gold.json").exists():
                self.close()
                raise ReadError(f"{folder}: {trial.key}.gold.json there is not from a review; choose another folder")

    def decide(self, key: str, id: str, action: Action, draft: Draft | None = None, note: str | None = None) -> None:
        """Takes a decision: checked first, then on the disk, then in the gold. Raises Refused and OSError."""
        trial = self.trials[key]
        before = list(trial.steps[id])
        if action == "undo" and not before:
            raise Refused("There is nothing to undo.")
        if action in ("accept", "correct") and draft is None:
            draft = trial.standing(id).draft
        decision = Decision(
            at=datetime.now(UTC).replace(microsecond=0), by=self.reviewer, trial=key, text=trial.digest, criterion=id,
            words=trial.criteria[id].text, action=action, tree=draft.tree if draft else None,
            window=draft.window if draft else None, note=note or None,
        )  # fmt: skip
        trial.take(decision)
        try:
            if action in ("accept", "correct"):
                _refuse_what_gold_refuses(trial, id, Draft(decision.tree, decision.window))
            trial.check(id)
            gold = trial.gold()
            self.journal.append(decision)
        except BaseException as wrong:
            trial.steps[id] = before
            if isinstance(wrong, TrialRulesError):
                raise Refused(str(wrong)) from wrong
            raise
        self._write(trial, gold)

    def _write(self, trial: TrialReview, gold: GoldTrial | None) -> None:
        """Brings the gold of a trial up to date."""
        path = self.folder / f"{trial.key}.gold.json"
        if gold is None:
            path.unlink(missing_ok=True)
            return
        write_whole(self.folder / trial.source.name, trial.source.content)
        write_whole(path, as_json(gold))

    def close(self) -> None:
        """Lets go of the folder."""
        self.journal.close()


def _refuse_what_gold_refuses(trial: TrialReview, id: str, draft: Draft) -> None:
    """Refuses a rule that cannot stand as gold, also while its family is not settled and nothing is written yet."""
    c = trial.criteria[id]
    if draft.tree is None:
        raise Refused("There is no rule yet. Correct it, or say that these words are no criterion.")
    gold_criterion(c, draft, trial.ruleset.text)
    items = {x.id for x in trial.ruleset.criteria if x.parent == id}
    if missing := sorted(items - set(item_ids(draft.tree))):
        raise Refused(f"The rule does not mention {', '.join(missing)}.")


def _families(criteria: Sequence[Criterion]) -> dict[str, list[Criterion]]:
    """Each criterion's lead-ins and all that hangs on them, itself included."""
    out: dict[str, list[Criterion]] = {}
    for c in criteria:
        out[c.id] = [] if c.parent is None else out[c.parent]
        out[c.id].append(c)
    return out


def key_of(id: str) -> str:
    """A trial's id as gold may have it.

    >>> key_of("NCT01234567"), key_of("2022-500123-12-00"), key_of("Walking (part 2)")
    ('nct01234567', '2022-500123-12-00', 'walking-part-2')
    """
    return "-".join(re.findall(r"[a-z0-9]+", id.lower())) or "trial"


class Source(NamedTuple):
    """The file that holds a trial's text, so that reading it gives the text back."""

    layout: str
    name: str
    content: str


def _source(key: str, ruleset: RuleSet) -> Source:
    try:
        if read(ruleset.text.encode()).text == ruleset.text:
            return Source("text", f"{key}.txt", ruleset.text)
    except ReadError:
        pass
    module = {"eligibilityModule": {"eligibilityCriteria": ruleset.text}}
    return Source("ctgov-json", f"{key}.json", json.dumps({"protocolSection": module}, ensure_ascii=False))


def as_json(trial: GoldTrial) -> str:
    """A gold file: what is not said is left out, and one criterion is one line."""
    head = trial.model_dump(mode="json", exclude_defaults=True, exclude={"criteria"})
    lines = [_line(c.model_dump(mode="json", exclude_defaults=True)) for c in trial.criteria]
    criteria = ",\n  ".join(lines)
    return f'{_line(head)[:-1]},\n "criteria": [\n  {criteria}\n ]}}\n'


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)
