"""The questions, and what they find. Each takes names and amounts as people type them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ...models import Condition, Criterion, Exposure, Leaf, RuleSet, Span, Threshold, Warning
from ...models.algebra import occurrences
from ...models.kleene import Truth, every
from ...models.notation import as_written
from .amounts import Side, amount_in, lies, limit_of, longer, measure_of, rule_of, time_of


@dataclass(frozen=True, slots=True)
class Hit:
    """What a question found in a trial: the rule or warning in a line, the words, and the criterion that holds them.

    ``sure`` is False for a rule whose amount does not compare with the one that was asked for.
    """

    criterion: Criterion | None
    found: str
    words: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """Asks a RuleSet. Only those whose JSON holds the words ``needs`` can answer, whatever their capitals.

    ``words`` is the question as it was understood, where that may be another than was meant.
    """

    ask: Callable[[RuleSet], Iterator[Hit]]
    needs: str = ""
    words: str = ""


def about_measure(words: str, *, below: str | None = None, above: str | None = None) -> Question:
    """Thresholds of a measure; with ``below`` or ``above`` those of which the whole range lies there, or at the amount.

    Raises :class:`trialrules.ReadError` for what is no amount of the measure.
    """
    name = measure_of(words)
    sides: tuple[tuple[str | None, Side], ...] = ((below, "below"), (above, "above"))
    limits = [(limit_of(name, amount), side) for amount, side in sides if amount]

    def asks(leaf: Leaf) -> Truth:
        if not isinstance(leaf, Threshold) or leaf.measure.name.casefold() != name.casefold():
            return False
        return every(lies(leaf, limit, side) for limit, side in limits)

    understood = " and ".join(f"{side} {amount_in(limit)}" for limit, side in limits)
    return replace(_of_leaves(asks, name), words=f"{name} {understood}" if limits else "")


def about_agent(words: str | None, *, longer_than: str | None = None, shorter_than: str | None = None) -> Question:
    """Drugs, classes of them, procedures and vaccines of this name, or of any; the times are those of their washout.

    Raises :class:`trialrules.ReadError` for what is no time.
    """
    agent = rule_of(f"treatment with {words}") if words else None
    name = agent.agent.name if isinstance(agent, Exposure) else words
    shortest, longest = (time and time_of(time) for time in (longer_than, shorter_than))

    def asks(leaf: Leaf) -> Truth:
        if not isinstance(leaf, Exposure) or not _holds(leaf.agent.name, name):
            return False
        if not shortest and not longest:
            return True
        if leaf.window is None or leaf.window.direction != "before" or leaf.window.range.upper is None:
            return False
        time = leaf.window.range
        return every(longer(a, b) for a, b in ((time, shortest), (longest, time)) if a and b)

    return _of_leaves(asks, name or "")


def about_condition(words: str) -> Question:
    """Diseases, findings and states of this name, or of a name that holds it."""
    found = rule_of(words)
    name = found.condition.name if isinstance(found, Condition) else words
    return _of_leaves(lambda leaf: isinstance(leaf, Condition) and _holds(leaf.condition.name, name), name)


def with_warning(code: str) -> Question:
    """Warnings of a code."""

    def ask(ruleset: RuleSet) -> Iterator[Hit]:
        for warning in ruleset.warnings:
            if warning.code == code:
                yield Hit(_holder(ruleset, warning.span), warning.message, _words(warning, ruleset))

    return Question(ask, code)


def not_fully_read() -> Question:
    """Criteria whose rule does not carry all of their words."""

    def ask(ruleset: RuleSet) -> Iterator[Hit]:
        return (Hit(c, as_written(c.rule), _line(c.text)) for c in ruleset.criteria if c.coverage != "full")

    return Question(ask)


def _of_leaves(asks: Callable[[Leaf], Truth], name: str) -> Question:
    """The leaves of which a question holds, or may hold, each in the innermost criterion that has its words."""

    def ask(ruleset: RuleSet) -> Iterator[Hit]:
        leaves = [(c, o) for c in ruleset.criteria for o in occurrences(c.rule)]
        spans = {(c.id, o.leaf.span) for c, o in leaves if o.leaf.span is not None}
        for c, o in leaves:
            if not any((lead_in, o.leaf.span) in spans for lead_in in _lead_ins(c)):  # theirs says more, and decides
                if (holds := asks(o.leaf)) is not False:
                    holder = _holder(ruleset, o.leaf.span) or c
                    words = " … ".join(dict.fromkeys((_line(c.text), _line(holder.text))))
                    rule = as_written(o.leaf)
                    yield Hit(holder, f"not({rule})" if o.negated else rule, words, sure=holds is True)

    return Question(ask, name)


def _lead_ins(c: Criterion) -> list[str]:
    """The ids of the criteria that a sub-item stands in: of ``E3.1.2``, E3.1 and E3."""
    parts = c.id.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def _holder(ruleset: RuleSet, span: Span | None) -> Criterion | None:
    """The shortest criterion that holds a span."""
    holding = [c for c in ruleset.criteria if span and c.span.start <= span.start and span.end <= c.span.end]
    return min(holding, key=lambda c: c.span.end - c.span.start, default=None)


def _words(warning: Warning, ruleset: RuleSet) -> str:
    return _line(ruleset.text[warning.span.start : warning.span.end]) if warning.span else ""


def _line(words: str) -> str:
    return " ".join(words.split())


def _holds(name: str, wanted: str | None) -> bool:
    """Whether whole words of a name are those wanted; any name holds None."""
    return wanted is None or f" {wanted.casefold()} " in f" {name.casefold()} "
