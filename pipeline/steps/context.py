"""Negation, history, plans, family and risk around mentions, by medSpaCy's ConText with literal rules."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from operator import itemgetter
from typing import Any

import spacy
from spacy.tokens import Doc, Span

from ...patterns.alternation import one_of
from ...patterns.context import rules
from ...patterns.gate import Gated
from ...patterns.keep import kept
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
_ANY = "*"
"""What stands for a word of no rule."""

MAX_CUES = 200
"""In one criterion; ConText compares each with each."""


@cache
def _context() -> tuple[Any, Any]:
    with kept():
        return _loaded()


def _loaded() -> tuple[Any, Any]:
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
def _words() -> frozenset[str]:
    """The words of the rules; spaCy keeps each word that it meets, so it meets no other."""
    return frozenset(token.lower_ for r in rules() for token in _context()[0](r.literal))


@cache
def _literals() -> Gated:
    return _one_of(r.literal for r in rules())


@cache
def _modifiers() -> Gated:
    """The literals that say something of a target; the others only end or hide these."""
    return _one_of(r.literal for r in rules() if r.direction not in ("TERMINATE", "PSEUDO"))


def _one_of(literals: Iterable[str]) -> Gated:
    words = sorted({re.escape(w).replace(r"\ ", r"\s+") for w in literals}, key=lambda w: (-len(w), w))
    return Gated(one_of([rf"\b{w}\b" if w[0].isalpha() else w for w in words]), re.IGNORECASE)


def involved(view: str, start: int, end: int) -> bool:
    """Whether a criterion holds more cues than anybody writes; it is then left unread."""
    if end - start < 3 * MAX_CUES:  # the shortest cue is "no"
        return False
    return sum(1 for _ in islice(_literals().finditer(view, start, end), MAX_CUES + 1)) > MAX_CUES


def cues(view: str, start: int, end: int, targets: list[tuple[int, int]]) -> list[list[Cue]]:
    """For each target (character offsets, in reading order) the cues whose scope it stands in."""
    out: list[list[Cue]] = [[] for _ in targets]
    if not targets or (_modifiers().absent(view, start, end) and view.find("_", start, end) < 0):
        return out
    nlp, context = _context()
    found = list(_TOKEN.finditer(view, start, end))
    tokens = [m.span() for m in found]
    words, known = [m.group().lower() for m in found], _words()
    doc = Doc(nlp.vocab, [w if w in known else _ANY for w in words], [True] * len(words))
    if len(words) > 1:
        doc[1].is_sent_start = False  # so that spaCy takes the sentences to be known
    for i in range(1, len(words)):
        if words[i - 1] == "." and view[tokens[i - 1][1]] in " \n":
            doc[i].is_sent_start = True
    spans = [_span(doc, tokens, i, target) for i, target in enumerate(targets)]
    doc.spans[_GROUP] = [s for s in spans if s is not None]
    doc = context(doc)
    for target, modifier in doc._.context_graph.edges:
        first, last = modifier.modifier_span
        out[int(target.label_)].append(Cue(modifier.category, tokens[first][0], tokens[last - 1][1]))
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


def _span(doc: Doc, tokens: list[tuple[int, int]], label: int, target: tuple[int, int]) -> Span | None:
    first = bisect_right(tokens, target[0], key=itemgetter(1))
    last = bisect_left(tokens, target[1], key=itemgetter(0))
    return Span(doc, first, last, label=str(label)) if first < last else None
