"""From lines to blocks: a line and the wrapped or indented lines that continue it."""

import re

from .base import HEADING, Block, Line
from .headings import people_named
from .lines import goes_on, is_open

_FRAGMENT = re.compile(r"(?:for|within|unless|during|before|prior|if|except|despite)\b")
"""No criterion opens so in small letters; it says more of the item above."""
_FEW = 6
_SHORT = 60
_FIRST = re.compile(r"\S{1,60}")
_GOES_ON = re.compile(
    r"(?:who|whose|whom|with|and|or|that|which|in|of|on|at|by|to|as|from|than|but|is|are|was|were|be|have|has|had|class|grade|stage|"
    r"type|must|should|will|may|can|not|e\.?g|i\.?e|such|including|after|since|until|due|via|per|under|over)\b"
)
_SAYS = re.compile(r"\w")
_NOTE = re.compile(r"\W{0,3}(?:note|nb|n\.b\.|exception|exceptions|remark)\b", re.IGNORECASE)


def join_lines(view: str, lines: list[Line]) -> list[Block]:
    """Return one block for each bullet, numbered item, paragraph or free line, in order."""
    bulleted = any(line.marker for line in lines)
    blocks: list[Block] = []
    for line in lines:
        if blocks and not line.marker and line.start < line.end and _continues(view, blocks[-1], line, bulleted):
            last = blocks[-1]
            start = last.start if last.start < last.end else line.start  # a number alone on its line
            blocks[-1] = last._replace(start=start, end=line.end)
        elif line.start < line.end or line.marker:
            blocks.append(Block(*line[:7]))
    return [block for block in blocks if _SAYS.search(view, block.start, block.end)]


def _is_label(view: str, line: Line) -> bool:
    """Whether a line is a few words with a capital and a colon ("Healthy controls:")."""
    words = view[line.start : line.end]
    return words[0].isupper() and words.endswith(":") and len(words.split()) <= _FEW


def _is_boxed(view: str, line: Line) -> bool:
    """Whether a line names a cohort between angles ("<Control group>")."""
    return view[line.start] == "<" and view[line.end - 1] == ">" and people_named(view[line.start + 1 : line.end - 1])


def _had_room(view: str, block: Block, line: Line) -> bool:
    """Whether a line left of its bullet was begun on purpose: its first word had room on the short line above."""
    enclosed = view.count("(", block.start, block.end) > view.count(")", block.start, block.end)
    if enclosed or _GOES_ON.match(view, line.start, line.end):
        return False
    above = block.end - (view.rfind("\n", 0, block.end) + 1)
    word = _FIRST.match(view, line.start, line.end)
    return above + 1 + (len(word.group()) if word else 0) <= _SHORT


def _continues(view: str, block: Block, line: Line, bulleted: bool) -> bool:
    if block.marker == HEADING:
        return False
    if block.marker and block.start == block.end:
        return True
    tail = view[max(block.start, block.end - 20) : block.end]
    if block.marker and tail.endswith(".") and _is_label(view, line) and line.indent <= block.indent:
        return False
    if block.marker and _FRAGMENT.match(view, line.start, line.end):
        return True
    open_end = is_open(view, block.start, block.end)
    if open_end and (goes_on(view, line.start) or view[line.start].isdecimal()):
        return True
    if block.marker:
        deeper = line.indent > block.indent
        if line.gap:
            return deeper and (line.indent >= block.column - 1 or not tail.endswith((".", ";", ":")))
        if deeper or line.wrapped or _NOTE.match(view, line.start, line.end):
            return True
    elif line.gap:
        return False
    elif line.wrapped:
        return True
    if view[line.end - 1] == ":" or view[line.start] == "*" or _is_boxed(view, line):
        return False
    begins = view[line.start].isalpha() and not goes_on(view, line.start)
    if bulleted and block.marker:
        if line.indent < block.indent and not open_end and _had_room(view, block, line):
            return False
        return open_end or (not begins and not tail.endswith((".", ";", ":")))
    return open_end and not begins
