"""Negation, history, plans, family and risk around mentions, by medSpaCy's ConText with literal rules."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import spacy
from spacy.tokens import Doc, Span

from ...patterns.context import rules
from ..parts import Cue

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?|[^\w\s]|_")
_NOT_GOT = re.compile(
    r"[ \n)]*(?:(?:has|have|had|was|were|is|are)[ \n]+)?"
    r"(?:(?P<must>must|should|may|can|will|shall)[ \n]+)?(?P<not>not)[ \n]+"
    r"(?:(?:been|be|yet|previously)[ \n]+)*"
    r"(?:received|given|taken|administered|used|performed|done|detected|detectable|present|found|(?P<rule>allowed|permitted))\b",
    re.IGNORECASE,
)
_IN_STUDY = re.compile(
    r"(?:\s+(?:use|treatment|therapy|intake|administration))?\s*,?\s+(?:at\s+any\s+time\s+)?(?P<during>(?:during|throughout)\s+(?:the\s+)?"
    r"(?:(?:course|conduct|duration)\s+of\s+the\s+)?(?:study|trial)\b(?:\s+(?:period|participation|treatment))?)(?!\s*-)",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:,\s*(?:and|or)?|/|\b(?:and|or)\b)\s*", re.IGNORECASE)
_GROUP = "trialrules_targets"

MAX_CUES = 200
"""In one criterion; ConText compares each with each."""


@cache
def _context() -> tuple[Any, Any]:
    from loguru import logger

    logger.disable("PyRuSH")
    from medspacy.context import ConText, ConTextRule

    nlp = spacy.blank("en")
    context = ConText(
        nlp, rules=None, span_attrs=None, input_span_type="group", span_group_name=_GROUP,
        terminating_types={}, prune_on_modifier_overlap=True,
    )  # fmt: skip
    context.add(
        [
            ConTextRule(
                r.literal, r.category, direction=r.direction, max_targets=1 if r.category == "CURRENT" else None
            )
            for r in rules()
        ]
    )
    return nlp, context


@cache
def _literals() -> re.Pattern[str]:
    words = sorted({re.escape(r.literal).replace(r"\ ", r"\s+") for r in rules()}, key=len, reverse=True)
    return re.compile("|".join(rf"\b{w}\b" if w[0].isalpha() else w for w in words), re.IGNORECASE)


def involved(view: str, start: int, end: int) -> bool:
    """Whether a criterion holds more cues than anybody writes; it is then left unread."""
    if end - start < 3 * MAX_CUES:  # the shortest cue is "no"
        return False
    return sum(1 for _ in islice(_literals().finditer(view, start, end), MAX_CUES + 1)) > MAX_CUES


def cues(view: str, start: int, end: int, targets: list[tuple[int, int]]) -> list[list[Cue]]:
    """For each target (character offsets, in reading order) the cues whose scope it stands in."""
    out: list[list[Cue]] = [[] for _ in targets]
    if not targets:
        return out
    nlp, context = _context()
    tokens = list(_TOKEN.finditer(view, start, end))
    doc = Doc(nlp.vocab, [t.group() for t in tokens], [True] * len(tokens))
    for i, token in enumerate(doc):
        token.is_sent_start = i == 0 or (
            tokens[i - 1].group() == "." and view[tokens[i - 1].end() : tokens[i - 1].end() + 1] in " \n"
        )
    spans = [_span(doc, tokens, i, target) for i, target in enumerate(targets)]
    doc.spans[_GROUP] = [s for s in spans if s is not None]
    doc = context(doc)
    for target, modifier in doc._.context_graph.edges:
        first, last = modifier.modifier_span
        out[int(target.label_)].append(Cue(modifier.category, tokens[first].start(), tokens[last - 1].end()))
    return out


def plans_behind(view: str, end: int, targets: list[tuple[int, int]]) -> Iterator[tuple[int, Cue]]:
    """ "A or B during the study": each target with the plan behind it."""
    for i, (_, stop) in enumerate(targets):
        m = _IN_STUDY.match(view, stop, end)
        if m is None:
            continue
        cue = Cue("PLANNED", *m.span("during"))
        yield i, cue
        while i and _LISTED.fullmatch(view, targets[i - 1][1], targets[i][0]):
            i -= 1
            yield i, cue


def denials_behind(view: str, end: int, kind: str, targets: list[tuple[int, int]]) -> Iterator[tuple[int, Cue]]:
    """ "A or B not received", "HIV not detected": each target with the denial behind it.

    "Must not be taken" among exclusions is no denial: taking it is what excludes.
    """
    for i, (_, stop) in enumerate(targets):
        m = _NOT_GOT.match(view, stop, end)
        if m is None or ((m["must"] or m["rule"]) and kind == "exclusion") or _next_in_clause(view, m.end(), targets):
            continue
        cue = Cue("NEGATED", m.start("not"), m.end())
        yield i, cue
        while i and _LISTED.fullmatch(view, targets[i - 1][1], targets[i][0]):
            i -= 1
            yield i, cue


def _next_in_clause(view: str, position: int, targets: list[tuple[int, int]]) -> bool:
    """Whether something is named right behind a denial, which then is the denial of that."""
    return any(0 <= a - position < 40 and not re.search(r"[,;.]", view[position:a]) for a, _ in targets)


def _span(doc: Doc, tokens: list["re.Match[str]"], label: int, target: tuple[int, int]) -> Span | None:
    inside = [i for i, t in enumerate(tokens) if t.start() < target[1] and target[0] < t.end()]
    return Span(doc, inside[0], inside[-1] + 1, label=str(label)) if inside else None
