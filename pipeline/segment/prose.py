"""Criteria written in sentences: a paragraph between the lists of lead-ins holds one a sentence."""

import re

from .base import HEADING, Block
from .inline import split_sentences

_ENOUGH = 3
_LINKED = re.compile(
    r"\W*(?:this|these|those|that|it|its|they|their|such|he|she|his|her|however|otherwise|therefore|thus|hence|if\s+(?:so|not|yes)\b|"
    r"in\s+(?:this|that|such|these|those)|the\s+(?:latter|former|same|dose|washout|window)|for\s+(?:this|these|those|example)|"
    r"note|nb|n\.b|exceptions?|examples?|e\.?g|i\.?e|also|additionally|furthermore|moreover|patients?\s+(?:who\s+meet|meeting)\s+th(?:is|ese|ose))\b",
    re.IGNORECASE,
)
"""Opens a sentence that says more of the one before."""


def sentences(view: str, blocks: list[Block], alone: bool) -> list[Block]:
    """The blocks, paragraphs cut where criteria are sentences: nothing is bulleted, or lead-ins' items alone are."""
    if all(block.marker in ("", HEADING) for block in blocks):
        parts = [split_sentences(view, block) for block in blocks]
        prose = sum(len(part) > 1 for part in parts) * 2 > len(blocks)
        return [sentence for part in parts for sentence in part] if alone or prose else blocks
    return _beside_lists(view, blocks) if _lists_are_led(view, blocks) else blocks


def _lists_are_led(view: str, blocks: list[Block]) -> bool:
    """Whether each bulleted list stands below a line that opens it, so that bullets are not what parts criteria."""
    led = False
    for block in blocks:
        if block.marker == "":
            led = view[block.end - 1] == ":"
        elif block.marker == HEADING or not led:
            return False
    return True


def _beside_lists(view: str, blocks: list[Block]) -> list[Block]:
    parts = [[block] if block.marker else split_sentences(view, block) for block in blocks]
    several = [part for part in parts if len(part) > 1]
    said = [s for part in several for s in part]
    linked = any(_LINKED.match(view, s.start, s.end) for part in several for s in part[1:])
    free = [b for b in blocks if not b.marker and view[b.end - 1] != ":"]
    if len(said) < _ENOUGH or linked or len(several) * 2 <= len(free):
        return blocks
    return [sentence for part in parts for sentence in part]
