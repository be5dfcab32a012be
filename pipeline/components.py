"""The spaCy pipeline: each step a registered component over one draft, in the order of ``STEPS``.

A component relies on character offsets alone, so it works behind any tokenizer; steps that lack an earlier one's
result read nothing.
"""

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from ..models import RuleSet
from ..patterns.gate import View
from ..patterns.measures import lexicon
from ..patterns.tables import Match, words_of
from . import signs
from . import tokenizer as _tokenizer
from .capitals import in_small_letters
from .finish import ruleset_of
from .logic import age_groups, amended, contraception, counted, explained, holes, nodes
from .naming import abbreviations, codes, list_titles, references
from .naming.told_routes import silenced
from .parts import Draft, Mention, Note, Work
from .readers.base import Trial
from .segment import segment
from .shapes import as_written
from .steps import (
    attach,
    context,
    counts,
    coverage,
    cues,
    lead_ins,
    leaves,
    mentions,
    numbers,
    thresholds,
    tree,
    windows,
)
from .timing import plans, results, washouts
from .values import age_tables, doses, in_urine, item_marks, moments, pregnant, resting
from .values.failed import of_failures
from .values.items import with_items
from .values.shared import of_these
from .values.uncounted import uncounted
from .view import fenced, garbled, marked_up, view

MAX_CRITERION = 20_000
"""Characters; a longer criterion is left unread, with a warning, so that cost grows linearly with the text."""

MAX_GAP = 100
"""White space in a row within a criterion; patterns that allow any gap try each part of it."""
_WIDE = re.compile(rf"\s{{{MAX_GAP + 1},}}")

_OR_LARGER = re.compile(r"\bor\s+\w+\Z")
"""The end of a value, whose last word is of no name: "a 6 mm or larger polyp"."""

BEYOND_MEASURE = 1e30
"""A number as large is no quantity and is left unread, so that none becomes infinite."""

Doc.set_extension("trialrules", default=None, force=True)
Doc.set_extension("ruleset", getter=lambda doc: ruleset(doc), force=True)


def _draft(doc: Doc) -> Draft:
    if doc._.trialrules is None:
        doc._.trialrules = Draft(Trial(text=doc.text), view(doc.text))
    draft: Draft = doc._.trialrules
    return draft


def _criteria(draft: Draft) -> None:
    trial = draft.trial
    found = segment(
        trial.text, trial.region, trial.asides, trial.headings, trial.breaks, draft.view, columns=trial.columns
    )
    draft.criteria = [Work(c.kind, c.start, c.end, c.parent, c.group, c.lead_in, title=c.title) for c in found.criteria]
    spans = [(work.start, work.end) for work in draft.criteria]
    view = draft.view = View(silenced(fenced(in_small_letters(draft.view, spans), spans)), draft.view)
    draft.notes += [Note(*w) for w in found.warnings]
    if (sign := garbled(draft.text)) is not None:
        message = f"the text was decoded wrongly: {sign.group()!r} and the like are read as the signs that they were"
        draft.notes.append(Note("garbled", message, sign.span()))
    if (tag := marked_up(draft.text)) is not None:
        message = f"the text holds {tag.group()!r} and the like, which are read as the ends of lines that they were"
        draft.notes.append(Note("markup", message, tag.span()))
    for work in draft.criteria:
        if work.end - work.start > MAX_CRITERION:
            message = f"a criterion of {work.end - work.start} characters is not read (the limit is {MAX_CRITERION})"
        elif (gap := _WIDE.search(view, work.start, work.end)) is not None:
            message = f"a criterion with a gap of {len(gap.group())} characters is not read (the limit is {MAX_GAP})"
        else:
            draft.readable.append(work)
            continue
        draft.notes.append(Note("too_long", message, (work.start, work.end)))
        work.given_up = True
    for work in draft.readable:
        work.words = words_of(view, work.start, work.end)
        view.learn(work.start, work.end, work.words[0].start if work.words else None)
        explained.find(view, work)
        marks = item_marks.spans(view, work.start, work.end)
        work.references = sorted(references.spans(view, work.start, work.end) + marks + work.explained + work.plans)
        if work.lead_in and (place := holes.hole(view, work.start, work.end)) is not None:
            work.hole = place
            work.words = [w for w in work.words if w.end <= place[0] or place[1] <= w.start]


def _measures(draft: Draft) -> None:
    for work in draft.readable:
        named = lexicon().find(draft.view, work.words)
        work.known = with_items(draft.view, [m for m in named if not _only_cited(draft.view, work, m)])
        work.references += resting.spans(draft.view, work.start, work.end, work.known)
        work.references += moments.spans(draft.view, work.start, work.end)
    _give_up_where(draft, lambda w: len(w.known) > tree.MAX_PARTS)
    age_tables.find(draft.text, draft.view, draft.readable, leaves.threshold)


def _only_cited(view: str, work: Work, m: Match) -> bool:
    """Whether a measure's name only says by what it is graded: "grade ≥ 2 according to CTCAE"."""
    return any(a < m.start and m.end <= b and view[a : m.start].strip(" ([") for a, b in work.references)


def _numbers(draft: Draft) -> None:
    how = signs.lost(draft)
    for work in draft.readable:
        names = [(m.start, m.end) for m in work.known] + work.references + ([work.hole] if work.hole else [])
        names += codes.glued(draft.view, work.start, work.end)
        if work.hole is None and (count := counted.find(draft.view, work.start, work.end)) is not None:
            names.append(counted.number(count))
        found = numbers.quantities(draft.view, work.start, work.end, names)
        if signs.settle(draft, work, found, how):
            work.words = explained.without(work, words_of(draft.view, work.start, work.end))
            found = numbers.quantities(draft.view, work.start, work.end, names)
        work.quantities = [q for q in found if max(abs(q.lower or 0), abs(q.upper or 0)) < BEYOND_MEASURE]
    _give_up_where(draft, lambda w: len(w.quantities) > tree.MAX_PARTS)


def _thresholds(draft: Draft) -> None:
    for work in draft.readable:
        found = thresholds.thresholds(draft.view, work.start, work.end, work.quantities, work.known)
        work.bounded = in_urine.counted(draft.view, work.start, work.end, found)
        if work.title is not None and not work.known and not work.bounded:
            title = lexicon().find(draft.view, words_of(draft.view, *work.title))
            work.bounded = thresholds.titled(draft.view, work.start, work.quantities, title)
    pregnant.their_own(draft.view, draft.readable)


def _windows(draft: Draft) -> None:
    for work in draft.readable:
        used = [(b.quantity.start, b.quantity.end) for b in work.bounded]
        free = [q for q in work.quantities if not any(a < q.end and q.start < b for a, b in used)]
        lead = draft.criteria[work.parent] if work.parent is not None else None
        stated = washouts.stated(draft.view, lead.start, lead.end) if lead is not None else None
        itself = washouts.stated_itself(draft.view, work.start, work.end) if stated is None else None
        found = windows.windows(draft.view, work.start, work.end, free, stated or itself)
        work.windows = [as_written(draft.text, draft.view, w, work.end) for w in found]
        if itself is not None and itself.off and any(w.off for w in found):
            work.references.append(itself.words)


def _taken(view: str, work: Work) -> list[tuple[int, int]]:
    """The words that values and windows stand on."""
    taken = [(b.quantity.start, b.quantity.end) for b in work.bounded]
    taken += [b.words for b in work.bounded if b.words is not None]
    taken += [(b.start, min(b.quantity.start, b.words[0])) for b in work.bounded if b.words is not None]
    taken += [m.span() for q in work.quantities if q.said and (m := _OR_LARGER.search(view, q.number[1], q.end))]
    return taken + work.references + [piece for w in work.windows for piece in w.pieces]


def _mentions(draft: Draft) -> None:
    for work in draft.readable:
        work.references += abbreviations.spelt_out(draft.view, work.start, work.end)
        named = mentions.find(draft.view, work.words, _taken(draft.view, work))
        ages = [k for k in work.known if k.entry.name.endswith(" age")]
        work.mentions = [m for m in named if not _of_an_age(ages, m)] if ages else named
    short = abbreviations.defined(draft.view, (m for work in draft.readable for m in work.mentions))
    strange = abbreviations.estranged(draft.view, ((work.start, work.end) for work in draft.readable))
    for work in draft.readable:
        if short and abbreviations.stand_in(draft.view, work.words, short, work.mentions):
            work.mentions = mentions.find(draft.view, work.words, _taken(draft.view, work), short)
        if strange:
            work.mentions = abbreviations.without(draft.view, work.mentions, strange)
        list_titles.silence(draft.view, work)
        for m in work.mentions:
            if m.misspelt:
                words = draft.text[m.start : m.end]
                draft.notes.append(Note("misspelling", f"{words!r} is read as {m.name}", (m.start, m.end)))
    _give_up_where(draft, lambda w: len(w.mentions) > tree.MAX_PARTS)
    items: dict[int, list[Work]] = {}
    for work in draft.readable:
        if work.parent is not None:
            items.setdefault(work.parent, []).append(work)
    for index, found in items.items():
        if (lead := draft.criteria[index]).hole is not None:
            lead.mentions = holes.with_items(draft.view, lead, found)


def _of_an_age(ages: list[Match], m: Mention) -> bool:
    """Whether a name is a part of that of an age without a value: the pregnancy in "uncertain gestational age"."""
    return m.kind == "condition" and any(k.start <= m.start and m.end < k.end for k in ages)


def _counts(draft: Draft) -> None:
    for work in draft.readable:
        used = [(w.start, w.end) for w in work.windows]
        free = [q for q in work.quantities if not any(a < q.end and q.start < b for a, b in used)]
        counted = counts.counts(draft.view, work.words, free, work.bounded, work.mentions)
        counted = of_failures(draft.view, work.start, counted)
        work.mentions = uncounted(draft.view, work.mentions, counted)
        work.bounded = of_these(draft.view, sorted(work.bounded + counted, key=lambda b: (b.start, b.end)))
        work.bounded = counts.of_drugs(work.bounded, work.mentions)


def _leaves(draft: Draft) -> None:
    for work in draft.readable:
        named = leaves.named(draft.text, draft.view, work.mentions, work.end)
        measured = {id(b.quantity) for b in work.bounded if b.measure is not None}
        given = doses.give(draft.view, named, [q for q in work.quantities if id(q) not in measured])
        work.bounded = [b for b in work.bounded if b.quantity not in given]
        parts = [leaves.threshold(draft.text, b, draft.notes) for b in work.bounded]
        graded = leaves.graded(draft.text, draft.view, work.start, [p for p in parts if p is not None], named)
        work.parts = sorted([*leaves.without_methods(draft.view, graded), *work.tables], key=lambda p: (p.start, p.end))
        contraception.read(draft.text, draft.view, work)


def _context(draft: Draft) -> None:
    _give_up_where(draft, lambda w: context.involved(draft.view, w.start, w.end))
    for work in draft.readable:
        places = [(p.start, p.end) for p in work.parts]
        found = context.cues(draft.view, work.start, work.end, places)
        for i, (part, around) in enumerate(zip(work.parts, found, strict=True)):
            part.cues += [
                cues.under_way(draft.view, part, c)
                for c in around
                if cues.is_of(draft.view, work, part, c)
                and not explained.holds(work, c)
                and not any(t.start <= c.start and c.end <= t.end for t in work.tables)
                and not cues.of_a_name(work, c)
            ]
            part.cues += cues.off_now(draft.view, work, part)
            if i:
                leaves.nearest_status(work.parts[i - 1], part)
                leaves.newer_status(draft.view, work.parts[i - 1], part)
            leaves.set_status(part)
        ends = [(p.start, p.last) for p in work.parts]
        for i, cue in context.said_behind(draft.view, work.start, work.end, ends):
            if cues.befalls(draft.view, work.parts[i], cue):
                continue
            leaves.status_behind(work.parts, i, cue)
            for part in work.parts[i + 1 :]:  # "surgery planned, gout" plans no gout
                if part.start >= cue.end and any(c[1:] == cue[1:] for c in part.cues):
                    part.cues = [c for c in part.cues if c[1:] != cue[1:]]
                    part.leaf.pop("status", None)
                    leaves.set_status(part)
        for i, cue in context.denials_behind(draft.view, work.start, work.end, work.kind, places):
            if not cues.said_already(work.parts[i], cue):
                work.parts[i].cues.append(cue)
        leaves.share_status(draft.view, work.parts)
        planned = plans.besides(draft.view, work.start, work.end, work.parts)
        work.parts = sorted([*work.parts, *planned], key=lambda p: (p.start, p.end))


def _attach(draft: Draft) -> None:
    for work in draft.readable:
        if work.hole is not None:
            work.words = holes.saying(draft.view, work)
        times = [] if work.hole is None else results.of_items(draft.view, work.start, work.hole, work.windows)
        own = [w for w in work.windows if w not in times]
        lost = attach.attach(draft.text, draft.view, work.start, work.end, work.kind, work.words, work.parts, own)
        if times and (first := next((p for p in work.parts if holes.is_items(p.leaf)), None)) is not None:
            times = attach.to_items(draft.text, draft.view, work.start, first, times)
        lost += times
        if lost and (items := holes.items_part(work)) is not None:
            lost = attach.to_items(draft.text, draft.view, work.start, items, lost)
        work.lost = lost
        for part in work.parts:
            nodes.share_time(part)
        if work.hole is not None and (said := washouts.stated(draft.view, work.start, work.end)) is not None:
            work.parts = holes.of_items_alone(work.parts, said, work.kind == "exclusion")
            work.references += [said.words] if said.off else []


def _assemble(draft: Draft) -> None:
    everybody = age_groups.of_everybody(draft.view, draft.readable)
    for work in draft.readable:
        work.everybody = everybody
        if work.hole is not None and holes.silent(draft.view, work):
            work.parts = []
        if tree.involved(draft.view, work.start, work.end, work.parts):
            _give_up(draft, work)
            continue
        read = [piece for w in work.windows if w not in work.lost for piece in w.pieces]
        work.coverage = coverage.cover(draft.text, draft.view, work, read)
        if work.lost and work.coverage == "full":
            work.coverage = "partial"
        work.rule, sure = tree.build(draft.text, draft.view, work)
        sure = sure and not tree.left_unread(work.rule, work.parts) and not tree.relation_unread(draft.view, work.rule)
        if work.coverage == "full" and not sure:
            work.coverage = "partial"
    for work in lead_ins.join(draft.text, draft.view, draft.criteria, tree.MAX_PARTS, tree.MAX_DEPTH):
        _give_up(draft, work)
    _doubt_open_ends(draft)
    _doubt_cut_ends(draft)


def _doubt_cut_ends(draft: Draft) -> None:
    """The last criterion of a field that the registry cut off is not all there."""
    for end in draft.trial.cut:
        last = next((work for work in reversed(draft.criteria) if work.start < end), None)
        if last is not None:
            message = "the registry cut its field off here: what follows is missing"
            draft.notes.append(Note("cut_off", message, (last.start, last.end)))
        while last is not None:
            last.coverage = "partial" if last.coverage == "full" else last.coverage
            last = draft.criteria[last.parent] if last.parent is not None else None


def _doubt_open_ends(draft: Draft) -> None:
    """ "- A; or" among inclusions: neither it nor the next decides alone, and the contract joins no two criteria.

    An exception in the next is one to either.
    """
    above = [work for work in draft.criteria if work.parent is None]
    for work, following in pairwise(above):
        if work.kind != following.kind or work.group != following.group:
            continue
        or_else = lead_ins.joined_by_or(draft.view, work, following) or amended.is_or(draft.view, following)
        if work.kind == "inclusion" and or_else:
            message = "'or' joins this criterion and the next"
        elif amended.is_exception(draft.view, following):
            message = "the next criterion is an exception to this one"
        else:
            continue
        draft.notes.append(Note("loose_connector", message, (work.start, work.end)))
        for doubtful in (work, following):
            doubtful.coverage = "partial" if doubtful.coverage == "full" else doubtful.coverage


def _give_up_where(draft: Draft, involved: Callable[[Work], bool]) -> None:
    """Leaves these criteria to no further step."""
    readable, draft.readable = draft.readable, []
    for work in readable:
        if involved(work):
            _give_up(draft, work)
        else:
            draft.readable.append(work)


def _give_up(draft: Draft, work: Work) -> None:
    size = work.end - work.start
    message = f"too many leaves, values, exceptions, cues, items or nested brackets in {size} characters: not read"
    draft.notes.append(Note("too_involved", message, (work.start, work.end)))
    work.rule, work.coverage, work.given_up = None, "none", True


STEPS: dict[str, Callable[[Draft], None]] = {
    "trialrules_criteria": _criteria,
    "trialrules_measures": _measures,
    "trialrules_numbers": _numbers,
    "trialrules_thresholds": _thresholds,
    "trialrules_windows": _windows,
    "trialrules_mentions": _mentions,
    "trialrules_counts": _counts,
    "trialrules_leaves": _leaves,
    "trialrules_context": _context,
    "trialrules_attach": _attach,
    "trialrules_assemble": _assemble,
}
"""The steps in their order."""


def _register(name: str, step: Callable[[Draft], None]) -> None:
    def component(doc: Doc) -> Doc:
        step(_draft(doc))
        return doc

    globals()[name] = Language.component(name, func=component)  # what the entry points of pyproject.toml name


for _name, _step in STEPS.items():
    _register(_name, _step)


@cache
def load() -> Language:
    """A spaCy ``Language`` with every step; ``nlp(text)._.ruleset`` is the trial's RuleSet."""
    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    nlp.tokenizer = _tokenizer.Tokenizer(nlp.vocab)
    for name in STEPS:
        nlp.add_pipe(name)
    return nlp


def ruleset(doc: Doc) -> RuleSet:
    """The RuleSet of a doc that the steps have read; of a plain text, ``trial.id`` is ``text``."""
    return ruleset_of(_draft(doc))
