"""What every reader hands on: one trial's text with what its registry says beside it."""

import re
from dataclasses import dataclass
from typing import Literal, Protocol

from ...errors import ReadError

_SURROGATE = re.compile("[\ud800-\udfff]")
_OPENS = {
    kind: re.compile(rf"\W*(?:(?:key|main|principal|study|patient)\s+)?{kind}\s+criteria\b", re.IGNORECASE)
    for kind in ("inclusion", "exclusion")
}

Signs = Literal["kept", "turned", "dropped"]


@dataclass(frozen=True, slots=True)
class Trial:
    """The eligibility text of one trial, to the letter, and the registry's own fields.

    `updated` is an ISO date, ages are as the registry writes them ("18 Years"), `region` is the span of
    the text that is known to hold nothing but eligibility criteria; None where that is not known. A page's layout
    says more: `asides` are the spans of navigation, asides and footers, `headings` the span and level of each heading,
    `columns` those of a cell in a table's first row and of a cell below it.

    `signs` is what became of ≥ and the like before the registry gave the text away: `kept`, `turned` into "=" or "?",
    or `dropped` without a trace. `breaks` are the offsets of spaces where lines ended before the registry put all on
    one; `cut` are the ends of fields that the registry cut off.
    """

    text: str
    id: str | None = None
    title: str | None = None
    registry: str | None = None
    updated: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    sex: str | None = None
    healthy_volunteers: bool | None = None
    region: tuple[int, int] | None = None
    asides: tuple[tuple[int, int], ...] = ()
    headings: tuple[tuple[int, int, int], ...] = ()
    columns: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    signs: Signs = "kept"
    breaks: tuple[int, ...] = ()
    cut: tuple[int, ...] = ()


class Reader(Protocol):
    """A module that knows one kind of file."""

    __name__: str

    def recognises(self, text: str) -> bool:
        """Whether the text is of this kind, by its content."""

    def read(self, text: str) -> Trial:
        """The trial of the text. Raises ReadError."""


def joined(inclusion: str | None, exclusion: str | None) -> str:
    """Two fields of one record as one text: each to the letter, under a heading, unless it opens with its own.

    >>> joined("Gout", "Exclusion criteria: none")
    'Inclusion Criteria:\\n\\nGout\\n\\nExclusion criteria: none'
    """
    fields = (("inclusion", inclusion), ("exclusion", exclusion))
    return "\n\n".join(
        words if _OPENS[kind].match(words) else f"{kind.title()} Criteria:\n\n{words}"
        for kind, words in fields
        if words is not None and words.strip()
    )


def yes_no(word: str | None) -> bool | None:
    """Read a registry's yes or no; None for anything else.

    >>> yes_no("No"), yes_no("Accepts Healthy Volunteers"), yes_no(None)
    (False, True, None)
    """
    word = (word or "").strip().lower()
    if word.startswith(("no", "false")):
        return False
    return True if word.startswith(("yes", "true", "accepts")) else None


def refuse_surrogates(text: str) -> None:
    """Raise ReadError where a text holds half of a surrogate pair: it could never be written as UTF-8."""
    if (lone := None if text.isascii() else _SURROGATE.search(text)) is not None:
        raise ReadError(f"the text holds half of a surrogate pair at character {lone.start()}")


def whole(words: str | None) -> str | None:
    """A registry's field without halves of surrogate pairs, which JSON can hold and UTF-8 cannot.

    >>> whole("gout \\ud83d") == "gout \N{REPLACEMENT CHARACTER}"
    True
    """
    return words and _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", words)
