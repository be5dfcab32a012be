"""A wish for a child by its noun: "a pregnancy plan" is a planned pregnancy."""

from dataclasses import replace

from ..parts import Cue, Mention

_WISH = "childbearing plan"


def read(found: list[Mention]) -> list[Mention]:
    """The mentions, a wish for a child as the pregnancy that is planned."""
    return [_planned(m) if m.name == _WISH else m for m in found]


def _planned(m: Mention) -> Mention:
    return replace(m, name="pregnancy", cues=(*m.cues, Cue("PLANNED", m.start, m.end)))
