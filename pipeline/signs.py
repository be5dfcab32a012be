"""Values whose sign was lost before the registry gave the text away ("Age = 18 years" for "Age ≥ 18 years").

Where the registry's own age fields decide, the sign is put back; else the value is left unread. Both with a warning.
"""

import re
from collections.abc import Iterator, Sequence

from ..patterns.gate import View
from .parts import Draft, Note, Quantity, Work
from .readers.base import Signs

_UNKNOWN = "ℵ"
"""A letter of no word and no number: what stands in the view for a value that is left unread."""
_LIMITS = re.compile("[≥≤]")
_ANY = re.compile("[<>≥≤]")
_TURNED = re.compile(r"(?<![<>=!≥≤?])[=?]\s{0,3}(?P<number>\d+(?:[.,]\d+)*)(?!\d|\s?(?:-|to\b|or\b)\s?\d)")
_AGE_BEFORE = re.compile(r"\bage[ds]?\b[^.;:\n]{0,40}$", re.IGNORECASE)
_OTHER_UNIT = re.compile(r"\s{0,2}(?:months?|weeks?|days?|kg|cm|%)", re.IGNORECASE)
_YEARS = re.compile(r"(\d+(?:\.\d+)?) years?", re.IGNORECASE)
_SAID = re.compile(r"\b(?:an?|within|last|past|previous|prior|preceding|least|most|than|every|up to)\s$", re.IGNORECASE)
_GAP = re.compile(r"\s{2,}\d")
_UNIT = re.compile(r"\s?(?:x\s{0,3}10\b|(?:mol|g|m|/\s?l)(?:/\w|\b))", re.IGNORECASE)
"""What may have been "µmol", "µg" or "× 10⁹" before letters that are no plain ones were dropped."""


def lost(draft: Draft) -> Signs:
    """What became of the signs of a text; one that holds such a sign has kept them all."""
    holds = {"turned": _LIMITS, "dropped": _ANY}.get(draft.trial.signs)
    return "kept" if holds is None or holds.search(draft.view) else draft.trial.signs


def settle(draft: Draft, work: Work, quantities: Sequence[Quantity], how: Signs) -> bool:
    """Put back or hide, in the view, each sign and value of a criterion that are in doubt; whether there was any."""
    settled = list(_settled(draft, work, quantities, how))
    signs = list(draft.view) if settled else []
    for start, end, sign, why in settled:
        words = " ".join(draft.text[start:end].split())
        if sign is None:
            signs[start:end] = [_UNKNOWN if x.isalnum() else x for x in signs[start:end]]
        else:
            signs[start] = sign
        done = "not read" if sign is None else f"read as {sign}{words[1:]}"
        draft.notes.append(Note("lost_sign", f"{words!r} is {done}: {why}", (start, end)))
    draft.view = View("".join(signs)) if signs else draft.view
    return bool(settled)


def hidden(view: str, start: int, end: int) -> bool:
    """Whether a value there was left unread."""
    return view.find(_UNKNOWN, start, end) >= 0


# Where a value with its sign stands, the sign that it had (None where nothing tells), and why.
_Settled = tuple[int, int, str | None, str]


def _settled(draft: Draft, work: Work, quantities: Sequence[Quantity], how: Signs) -> Iterator[_Settled]:
    if how == "turned":
        for found in _TURNED.finditer(draft.view, work.start, work.end):
            sign, why = _by_registry(draft, work, found)
            yield found.start(), found.end(), sign, why
    elif how == "dropped":
        for q in quantities:
            if _bare(draft.view, q):
                yield q.start, q.end, None, "a sign before it may have been dropped"


def _by_registry(draft: Draft, work: Work, found: re.Match[str]) -> tuple[str | None, str]:
    """The sign of an age that is the registry's own youngest or oldest."""
    limits = {"≥": draft.trial.minimum_age, "≤": draft.trial.maximum_age}
    if work.kind == "inclusion" and _is_age(draft.view, work, found):
        signs = [(sign, words) for sign, words in limits.items() if _is_limit(words, found["number"])]
        if len(signs) == 1:
            (sign, words), side = signs[0], "minimum" if signs[0][0] == "≥" else "maximum"
            return sign, f"the registry's {side} age is {words}"
    return None, "its sign may have been ≥ or ≤ before the text was converted"


def _is_age(view: str, work: Work, found: re.Match[str]) -> bool:
    before = _AGE_BEFORE.search(view, max(work.start, found.start() - 60), found.start())
    return before is not None and not _OTHER_UNIT.match(view, found.end())


def _is_limit(words: str | None, number: str) -> bool:
    limit = _YEARS.fullmatch(words or "")
    return limit is not None and float(limit[1]) == float(number.replace(",", "."))


def _bare(view: str, q: Quantity) -> bool:
    """Whether a sign may be missing before a value, or letters in its unit."""
    if q.unit is None and view[q.end : q.end + 1].isalpha():  # "5q"
        return False
    single = q.lower == q.upper and not q.word
    said = _SAID.search(view, max(0, q.start - 12), q.start)
    gap = _GAP.search(view, max(0, q.start - 2), q.end)
    return bool((single and not said) or gap or _UNIT.match(view, q.number[1]))
