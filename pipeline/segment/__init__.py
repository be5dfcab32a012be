"""Where each criterion of a text stands: headings, bullets, numbers, nesting, and pages without any of them.

Pure functions over the text; `segment` is the only way in.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ...patterns.gate import View
from ..view import view as make_view
from .base import Block, Item, Section, Segmentation, Span, Warn
from .blocks import join_lines
from .inline import split_list, split_run_on, split_sentences
from .kinds import appeals, asks, coded, infer, is_cue, is_name, likely_run, names_people, speaks, ticked
from .lines import split_lines
from .notes import tail
from .prose import sentences
from .sections import split_sections
from .table import side_by_side
from .tree import build

__all__ = ["Item", "Segmentation", "Warn", "segment"]

_SHORT_TEXT = 1500
_LONG_PREAMBLE = 600


def segment(
    text: str,
    region: Span | None = None,
    asides: Sequence[Span] = (),
    headings: Sequence[tuple[int, int, int]] = (),
    breaks: Sequence[int] = (),
    view: View | None = None,
    columns: Sequence[tuple[Span, Span]] = (),
) -> Segmentation:
    """Find the criteria of a text, in reading order.

    `region` is the span that is known to hold nothing but eligibility criteria. Without it the text may be
    a page: what stands around the criteria is left out, and a page without criteria gives none, with the
    warning `no_criteria`. Where no heading tells a kind, the words do, with the warning `kind_inferred`.
    Nothing is read in `asides`; `headings` are span and level of what the page marks as one. Lines end at `breaks`
    too; `columns` say which cell of a table stands under which. `view` is that of the text, where it is there already.
    """
    out = Segmentation()
    between, beside = side_by_side(text)
    breaks, columns = [*breaks, *between], [*columns, *beside]
    view = _broken(_without(view or make_view(text), asides), breaks)
    start, end = region or (0, len(text))
    lines = split_lines(view, start, end)
    for line in lines:
        view.learn(line.start, line.end)
    sections = split_sections(view, lines, region is not None, headings, columns)
    told = any(section.said or section.run_on for section in sections)
    page = region is None and _preamble(sections) > _LONG_PREAMBLE
    opening = _opening(sections)
    for section in sections:
        if section.aside:
            where = (section.lines[0].start, section.lines[-1].end)
            said = "superseded criteria, or criteria for leaving, are not read"
            out.warnings.append(Warn("not_eligibility", said, where))
            continue
        blocks = _blocks(view, section)
        if section is opening:
            section = section._replace(kind="inclusion")
            blocks = _listed(view, blocks)
        elif not section.said and not section.run_on:
            trusted = region is not None
            blocks = _unsaid(view, blocks, told, page, trusted or len(text) <= _SHORT_TEXT, trusted)
        elif region is None and (idle := tail(view, blocks)):
            where = (blocks[-idle].start, blocks[-1].end)
            out.warnings.append(Warn("note", "lines below a list that tell no requirement are not read", where))
            blocks = blocks[:-idle]
        first = len(out.criteria)
        build(view, section, blocks, out.criteria, out.warnings)
        span = (out.criteria[first].start, out.criteria[-1].end) if len(out.criteria) > first else None
        if section.kind == "unknown" and not section.said:
            infer(view, out.criteria, first, out.warnings)
        elif section.kind == "unknown" and span:
            out.warnings.append(Warn("kind_unknown", "two headings stand side by side over these lines", span))
        elif not section.said and span:
            out.warnings.append(Warn("kind_inferred", "the layout names no kind; its lines are requirements", span))
    if not out.criteria:
        out.warnings.append(Warn("no_criteria", "no eligibility criteria were found in the text", None))
    return out


def _without(view: View, asides: Sequence[Span]) -> View:
    if not asides:
        return view
    out, at = [], 0
    for start, end in sorted(asides):
        if end > at:
            start = max(start, at)
            out += [view[at:start], re.sub(r"\S", " ", view[start:end])]
            at = end
    return View("".join(out) + view[at:])


def _broken(view: View, breaks: Sequence[int]) -> View:
    signs = list(view) if breaks else []
    for at in breaks:
        signs[at] = "\n"
    return View("".join(signs)) if signs else view


def _preamble(sections: list[Section]) -> int:
    """How much text stands before the first heading of a kind."""
    total = 0
    for section in sections:
        if section.said or section.run_on:
            return total
        total += sum(line.end - line.start for line in section.lines)
    return 0


def _blocks(view: str, section: Section) -> list[Block]:
    joined = join_lines(view, section.lines)
    alone = len(joined) <= 2
    last = [(a.marker, a.value + 1) != (b.marker, b.value) for a, b in pairwise(joined)] + [True]
    blocks = [part for block, ends in zip(joined, last, strict=False) for part in split_list(view, block, alone, ends)]
    if section.run_on:
        return [part for block in blocks for part in split_run_on(view, block)]
    return sentences(view, blocks, alone) if len(blocks) == len(joined) else blocks


def _opening(sections: list[Section]) -> Section | None:
    """The lines above the first heading, where that opens exclusions and no heading opens inclusions: they include."""
    kinds = [section.kind for section in sections if section.said]
    first = sections[0] if sections else None
    if first is None or first.said or first.run_on or kinds[:1] != ["exclusion"] or "inclusion" in kinds:
        return None
    return first


def _listed(view: str, blocks: list[Block]) -> list[Block]:
    """The list among lines that no heading of a kind stands over, or else the lines that read like requirements."""
    at = next((i for i, block in enumerate(blocks) if block.marker), None)
    if at is None:
        gaps = [after.gap for after in blocks[1:]] + [False]
        at = next((i for i, block in enumerate(blocks) if is_cue(view, block) or not gaps[i]), 0)
        if sum(is_cue(view, block) for block in blocks[at:]) * 2 < len(blocks) - at:
            return [block for block in blocks if is_cue(view, block)]
    return blocks[at:]


def _unsaid(view: str, blocks: list[Block], told: bool, page: bool, whole: bool, trusted: bool) -> list[Block]:
    """The criteria among lines that no heading of a kind stands over."""
    if told:
        found = [] if page else [block for block in blocks if is_cue(view, block)]
        if not trusted:
            found = [block for block in found if block.marker or speaks(view, block) or names_people(view, block)]
        return found[1:] if found and not trusted and is_name(view, found[0]) else found
    if listed := ticked(blocks) or coded(view, blocks):
        return listed
    if whole and (trusted or asks(view, blocks)):
        return blocks
    found = likely_run(view, blocks)
    if whole and not found:  # a paragraph that says who may take part, among lines that do not
        parts = [part for block in blocks if appeals(view, block) for part in split_sentences(view, block)]
        found = [part for part in parts if is_cue(view, part) or speaks(view, part)]
    return found
