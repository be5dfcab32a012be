"""Hypothesis strategies for rules and RuleSets: everything that contract 1 allows, in any combination."""

from typing import get_args

from hypothesis import strategies as st
from trialrules.models import (
    All,
    Any,
    AtLeast,
    Attribute,
    Bound,
    Code,
    Concept,
    Condition,
    Criterion,
    Duration,
    Exposure,
    Mention,
    Not,
    Other,
    PlainRange,
    Range,
    Rule,
    RuleSet,
    Span,
    Threshold,
    Trial,
    Warning,
    Window,
)
from trialrules.models.quantities import Anchor
from trialrules.models.rules import RelativeTo, Role, Status

words = st.text(max_size=12)
names = st.one_of(
    st.sampled_from(["EDSS", "platelet count", "1,25-vitamin D", "in", "not", "EDSS > 3", 'a "b"', "half-life of x"]),
    st.text(min_size=1, max_size=12),
)
units = st.sampled_from([None, "1", "10*9/L", "mL/min/{1.73_m2}", "mm[Hg]", "a", "mo", "{half-life}", "%", "mg/d", "d"])
numbers = st.one_of(st.integers(-(10**9), 10**9), st.floats(allow_nan=False, allow_infinity=False))
maybe = {"min_size": 0, "max_size": 2}


@st.composite
def plain_ranges(draw: st.DrawFn) -> PlainRange:
    low, high = sorted((draw(numbers), draw(numbers)))
    ends = draw(st.sampled_from(["lower", "upper", "both", "equal"]))
    if ends == "equal" or (ends == "both" and low == high):
        bound = Bound(value=low, inclusive=True)
        return PlainRange(lower=bound, upper=bound, unit=draw(units))
    return PlainRange(
        lower=None if ends == "upper" else Bound(value=low, inclusive=draw(st.booleans())),
        upper=None if ends == "lower" else Bound(value=high, inclusive=draw(st.booleans())),
        unit=draw(units),
    )


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    plain = draw(plain_ranges())
    canonical = draw(st.one_of(st.none(), st.just(plain), plain_ranges()))
    return Range(**dict(plain), canonical=canonical)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
    return Span(start=start, end=end)


def maybe_spans(text: str) -> st.SearchStrategy[Span | None]:
    return st.none() | spans(text)


@st.composite
def mentions(draw: st.DrawFn, text: str) -> Mention:
    span = draw(maybe_spans(text))
    return Mention(text=text[span.start : span.end] if span else draw(words), span=span)


@st.composite
def concepts(draw: st.DrawFn, text: str) -> Concept:
    span = draw(maybe_spans(text))
    return Concept(
        name=draw(names),
        text=text[span.start : span.end] if span else draw(st.none() | words),
        span=span,
        also=tuple(draw(st.lists(mentions(text), **maybe))),
        codes=tuple(draw(st.lists(st.builds(Code, system=words, code=words, display=st.none() | words), **maybe))),
    )


def windows(text: str) -> st.SearchStrategy[Window]:
    return st.builds(
        Window,
        range=ranges(),
        direction=st.sampled_from(["before", "after"]),
        anchor=st.sampled_from(get_args(Anchor)),
        anchor_text=st.none() | words,
        span=maybe_spans(text),
    )


@st.composite
def durations(draw: st.DrawFn, text: str) -> Duration:
    return Duration(**dict(draw(ranges())), span=draw(maybe_spans(text)))


@st.composite
def conditions(draw: st.DrawFn, text: str) -> Condition:
    to = draw(st.none() | concepts(text))
    return Condition(
        condition=draw(concepts(text)),
        to=to,
        to_role=draw(st.none() | st.sampled_from(get_args(Role))) if to else None,
        excluding=tuple(draw(st.lists(concepts(text), **maybe))),
        status=draw(st.none() | st.sampled_from(get_args(Status))),
        window=draw(st.none() | windows(text)),
        duration=draw(st.none() | durations(text)),
        span=draw(maybe_spans(text)),
    )


@st.composite
def others(draw: st.DrawFn, text: str) -> Other:
    span = draw(maybe_spans(text))
    return Other(text=text[span.start : span.end] if span else draw(words), span=span)


def leaves(text: str) -> st.SearchStrategy[Rule]:
    return st.one_of(
        st.builds(
            Threshold,
            measure=concepts(text),
            of=st.none() | concepts(text),
            range=ranges(),
            relative_to=st.none() | st.sampled_from(get_args(RelativeTo)),
            window=st.none() | windows(text),
            duration=st.none() | durations(text),
            span=maybe_spans(text),
        ),
        st.builds(
            Exposure,
            agent=concepts(text),
            excluding=st.lists(concepts(text), **maybe).map(tuple),
            role=st.sampled_from(get_args(Role)),
            status=st.none() | st.sampled_from(get_args(Status)),
            window=st.none() | windows(text),
            duration=st.none() | durations(text),
            dose=st.none() | ranges(),
            span=maybe_spans(text),
        ),
        conditions(text),
        st.builds(Attribute, name=names, value=names, span=maybe_spans(text)),
        others(text),
    )


def rules(text: str) -> st.SearchStrategy[Rule]:
    """Any rule whose spans lie in the text."""

    def larger(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
        several = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            several.map(lambda of: All(of=of)),
            several.map(lambda of: Any(of=of)),
            inner.map(lambda of: Not(of=of)),
            several.flatmap(lambda of: st.integers(1, len(of)).map(lambda n: AtLeast(count=n, of=of))),
        )

    return st.recursive(leaves(text), larger, max_leaves=4)


@st.composite
def rulesets(draw: st.DrawFn) -> RuleSet:
    text = draw(st.text(max_size=60))
    criteria: list[Criterion] = []
    for number in range(draw(st.integers(0, 3))):
        span = draw(spans(text))
        criteria.append(
            Criterion(
                id=f"I{number + 1}",
                kind=draw(st.sampled_from(["inclusion", "exclusion", "unknown"])),
                parent=draw(st.sampled_from([None, *(c.id for c in criteria)])),
                group=draw(st.none() | words),
                span=span,
                text=text[span.start : span.end],
                rule=draw(st.none() | rules(text)),
                coverage=draw(st.sampled_from(["full", "partial", "none"])),
            )
        )
    warnings = draw(st.lists(st.builds(Warning, code=words, message=words, span=maybe_spans(text)), **maybe))
    trial = draw(st.builds(Trial, id=words, title=st.none() | words, healthy_volunteers=st.none() | st.booleans()))
    return RuleSet(trial=trial, text=text, criteria=tuple(criteria), warnings=tuple(warnings))


def trees(leaves: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    """Rules of any shape over the leaves, small enough to decide in every case."""

    def larger(rules: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
        several = st.lists(rules, min_size=1, max_size=3).map(tuple)
        counted = several.flatmap(lambda of: st.integers(1, len(of)).map(lambda n: AtLeast(count=n, of=of)))
        joined = several.map(lambda of: All(of=of)) | several.map(lambda of: Any(of=of))
        return joined | counted | rules.map(lambda rule: Not(of=rule))

    return st.recursive(leaves, larger, max_leaves=6)
