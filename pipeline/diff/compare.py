"""Two RuleSets of one trial compared: what changed in the rules, and not in the words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...models import All, Rule, RuleSet, Trial, Warning, parse
from ...models.algebra import equivalent
from ...models.diff import Change, CriterionDiff, RuleSetDiff, Status
from ...models.normal import normal
from ..registry_fields import age_field
from .canonical import key
from .criteria import Entry, entries, matched
from .effects import effect, implied
from .leaves import changes

_FIELDS = ("minimum_age", "maximum_age", "sex", "healthy_volunteers")


def diff(old: RuleSet, new: RuleSet) -> RuleSetDiff:
    """What changed from one reading of a trial to another: in its rules, in its words alone, or in what was read.

    Rules are compared by what they mean: order, numbers, nesting, units and De Morgan's laws make no difference, nor
    does an inclusion that became the exclusion of its opposite. Criteria are aligned by what they are about and by
    their words.

    >>> from ..api import extract
    >>> old, new = extract("Inclusion: platelets >= 100 x 10^9/L"), extract("Inclusion: platelets at least 75,000/uL")
    >>> found = diff(old, new)
    >>> [(c.effect, [(x.what, x.old, x.new) for x in c.changes]) for c in found.criteria]
    [('loosens', [('bound', '>= 100 10*9/L', '>= 75000 /uL')])]
    """
    olds, news = entries(old), entries(new)
    pairs = matched(olds, news)
    place = {id(entry): at for at, entry in enumerate(news)}
    pairs.sort(key=lambda pair: place[id(pair[1])] if pair[1] is not None else len(place))
    before, after = (_demanded(side, x.trial) for side, x in ((olds, old), (news, new)))
    found = [told for a, b in pairs if (told := _criterion(a, b, after if b is None else before)) is not None]
    fields = tuple(_fields(old.trial, new.trial))
    changed = fields or any(c.status in ("added", "removed", "changed", "doubtful") for c in found)
    gone, come = (_without(x.warnings, y.warnings) for x, y in ((old, new), (new, old)))
    return RuleSetDiff(
        trial=new.trial.id, title=new.trial.title or old.trial.title,
        status="changed" if changed else "reworded" if found else "same",
        old_updated=old.trial.updated, new_updated=new.trial.updated,
        unchanged=len(news) - sum(c.new is not None for c in found), criteria=tuple(found), fields=fields,
        new_warnings=come, gone_warnings=gone,
    )  # fmt: skip


def diff_all(olds: Iterable[RuleSet], news: Iterable[RuleSet]) -> Iterator[RuleSetDiff]:
    """The differences of many trials, matched by their ids: the new ones in their order, then those that are gone.

    Of an id that stands twice on one side, the last counts.
    """
    before = {ruleset.trial.id: ruleset for ruleset in olds}
    after = {ruleset.trial.id: ruleset for ruleset in news}
    for id, new in after.items():
        yield diff(before[id], new) if id in before else _alone(new, RuleSetDiff(trial=id, status="added"))
    for id, old in before.items():
        if id not in after:
            yield _alone(old, RuleSetDiff(trial=id, status="removed"))


def _alone(ruleset: RuleSet, told: RuleSetDiff) -> RuleSetDiff:
    updated = "new_updated" if told.status == "added" else "old_updated"
    return told.model_copy(update={"title": ruleset.trial.title, updated: ruleset.trial.updated})


# What one criterion, or the registry's own ages, is about, and what it demands.
_Demanded = tuple[frozenset[str], Sequence[Rule]]


def _demanded(side: Sequence[Entry], trial: Trial) -> list[_Demanded]:
    return [*((frozenset(x.about), x.demands) for x in side), (frozenset({"age"}), _ages(trial))]


def _criterion(old: Entry | None, new: Entry | None, others: Sequence[_Demanded]) -> CriterionDiff | None:
    """How a criterion differs; None where nothing does. ``others``: what is demanded where it is missing."""
    if old is None or new is None:
        return _one_sided(old, new, others)
    marks = list(_marks(old, new))
    if not _equal(old, new):
        found = changes(_shown(old, new), _shown(new, new)) + marks
        full = old.coverage == new.coverage == "full" and old.place == new.place and not old.place[0]
        return CriterionDiff(
            status="changed", old=old.side, new=new.side, changes=tuple(found),
            effect=effect(old.open, new.open) if full else None,
        )  # fmt: skip
    if old.place != new.place:
        return CriterionDiff(status="changed", old=old.side, new=new.side, changes=tuple(marks))
    units = (x for x in changes(_shown(old, new, all=True), _shown(new, new, all=True)) if x.what == "unit")
    notes = (*units, *marks)
    if old.tokens == new.tokens and not notes:
        return None
    return CriterionDiff(status=_status(old, new, notes), old=old.side, new=new.side, changes=notes)


def _status(old: Entry, new: Entry, notes: Sequence[Change]) -> Status:
    """What criteria of one rule are that are not written alike."""
    if old.tokens == new.tokens and {x.what for x in notes} <= {"coverage"}:
        return "reread"
    return "reworded" if old.coverage == new.coverage == "full" else "doubtful"


def _one_sided(old: Entry | None, new: Entry | None, others: Sequence[_Demanded]) -> CriterionDiff | None:
    entry = old or new
    assert entry is not None
    certain = entry.coverage == "full" and entry.place == (False, ())
    redundant = any(implied(entry.open, demands) for about, demands in others if about.intersection(entry.about))
    before, after = [entry.open, []] if old else [[], entry.open]
    return CriterionDiff(
        status="removed" if old else "added",
        old=old.side if old else None,
        new=new.side if new else None,
        effect=effect(before, after) if certain and not redundant else None,
    )


def _equal(old: Entry, new: Entry) -> bool:
    if not old.open or not new.open:
        return not old.open and not new.open
    return equivalent(All(of=tuple(old.open)), All(of=tuple(new.open)), key)


def _shown(entry: Entry, new: Entry, all: bool = False) -> list[Rule]:
    """The demands as the new criterion's kind says them: an exclusion names what must not be."""
    demands = entry.demands if all else entry.open
    if new.criterion.kind != "exclusion":
        return demands
    return [normal(demand, denied=True) for demand in demands]


def _marks(old: Entry, new: Entry) -> Iterator[Change]:
    """Changes beside the rule."""
    a, b = old.criterion, new.criterion
    if a.kind != b.kind:
        yield Change(what="kind", subject=b.id, old=a.kind, new=b.kind)
    if old.place != new.place and a.group != b.group:
        yield Change(what="group", subject=b.id, old=a.group, new=b.group)
    if old.coverage != new.coverage:
        yield Change(what="coverage", subject=b.id, old=old.coverage, new=new.coverage)


def _ages(trial: Trial) -> list[Rule]:
    """What the registry's own ages demand."""
    limits = ((">=", age_field(trial.minimum_age)), ("<=", age_field(trial.maximum_age)))
    return [parse(f"age {sign} {age[0]:g} {age[1]}") for sign, age in limits if age is not None]


def _fields(old: Trial, new: Trial) -> Iterator[Change]:
    """Changes of the registry's own fields; whether healthy volunteers may come is compared where both say it."""
    for name in _FIELDS:
        a, b = (_said(getattr(trial, name)) for trial in (old, new))
        if a != b and (name != "healthy_volunteers" or (a and b)):
            yield Change(what="field", subject=name.replace("_", " "), old=a, new=b)


def _said(value: str | bool | None) -> str | None:
    """A field that limits nobody says nothing."""
    if value is None or isinstance(value, bool):
        return {True: "yes", False: "no", None: None}[value]
    return None if value.casefold() in ("", "n/a", "all", "both") else value.casefold()


def _without(warnings: Sequence[Warning], others: Sequence[Warning]) -> tuple[Warning, ...]:
    """The warnings that the other reading does not have, wherever they stand."""
    left = Counter((w.code, w.message) for w in others)
    out = []
    for w in warnings:
        left[w.code, w.message] -= 1
        if left[w.code, w.message] < 0:
            out.append(w)
    return tuple(out)
