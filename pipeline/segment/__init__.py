"""Where each criterion of a text stands: headings, bullets, numbers, nesting, and pages without any of them.

Pure functions over the text; `segment` is the only way in.
"""

import re
from collections.abc import Sequence

from ..view import view as make_view
from .base import Block, Item, Section, Segmentation, Span, Warn
from .blocks import join_lines
from .inline import split_list, split_run_on, split_sentences
from .kinds import appeals, asks, infer, is_cue, likely_run
from .lines import split_lines
from .sections import split_sections
from .tree import build

__all__ = ["Item", "Segmentation", "Warn", "segment"]

_SHORT_TEXT = 1500
_LONG_PREAMBLE = 600


def segment(
    text: str, region: Span | None = None, asides: Sequence[Span] = (), headings: Sequence[tuple[int, int, int]] = ()
) -> Segmentation:
    """Find the criteria of a text, in reading order.

    `region` is the span that is known to hold nothing but eligibility criteria. Without it the text may be
    a page: what stands around the criteria is left out, and a page without criteria gives none, with the
    warning `no_criteria`. Where no heading tells a kind, the words do, with the warning `kind_inferred`.
    Nothing is read in `asides`; `headings` are span and level of what the page marks as one.
    """
    out = Segmentation()
    view = _without(make_view(text), asides)
    start, end = region or (0, len(text))
    sections = split_sections(view, split_lines(view, start, end), region is not None, headings)
    told = any(section.said or section.run_on for section in sections)
    page = region is None and _preamble(sections) > _LONG_PREAMBLE
    for section in sections:
        blocks = _blocks(view, section)
        if not section.said and not section.run_on:
            trusted = region is not None
            blocks = _unsaid(view, blocks, told, page, trusted or len(text) <= _SHORT_TEXT, trusted)
        first = len(out.criteria)
        build(view, section, blocks, out.criteria, out.warnings)
        if not section.said and not section.run_on:
            infer(view, out.criteria, first, out.warnings)
        elif section.run_on and len(out.criteria) > first:
            span = (out.criteria[first].start, out.criteria[-1].end)
            out.warnings.append(Warn("kind_inferred", "the layout names no kind; its lines are requirements", span))
    if not out.criteria:
        out.warnings.append(Warn("no_criteria", "no eligibility criteria were found in the text", None))
    return out


def _without(view: str, asides: Sequence[Span]) -> str:
    out, at = [], 0
    for start, end in sorted(asides):
        if end > at:
            start = max(start, at)
            out += [view[at:start], re.sub(r"\S", " ", view[start:end])]
            at = end
    return "".join(out) + view[at:]


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
    blocks = [part for block in joined for part in split_list(view, block, alone)]
    if section.run_on:
        return [part for block in blocks for part in split_run_on(view, block)]
    if alone and len(blocks) == len(joined) and not any(block.marker for block in blocks):
        return [part for block in blocks for part in split_sentences(view, block)]
    return blocks


def _unsaid(view: str, blocks: list[Block], told: bool, page: bool, whole: bool, trusted: bool) -> list[Block]:
    """The criteria among lines that no heading of a kind stands over."""
    if told:
        return [] if page else [block for block in blocks if is_cue(view, block)]
    if whole and (trusted or asks(view, blocks)):
        return blocks
    found = likely_run(view, blocks)
    if whole and not found:  # a paragraph that says who may take part, among lines that do not
        found = [part for block in blocks if appeals(view, block) for part in split_sentences(view, block)]
    return found
