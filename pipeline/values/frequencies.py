"""How often something is used or happens: "triptans or opioids on 10 or more days per month", "CPAP > 4 h/night"."""

import re
from dataclasses import replace

from ..naming.heads import plural
from ..parts import Bounded, Mention, Quantity
from ..timing.lists import listed
from .times_given import NOUNS

_DAYS, _HOURS = re.compile(r"d/(?P<of>wk|mo|a)"), re.compile(r"h/(?:d|wk)")
_ON = re.compile(r"\bon\s+$", re.IGNORECASE)
_OF_THE_LAST = re.compile(
    r"\s+(?:in|of|during|over|within|out\s+of)\s+(?:the\s+)?(?:last|past|previous|preceding|prior)\s+"
    r"(?:\d|(?:week|month|year|fortnight)\b|(?:two|three|four|six|twelve)\s)",
    re.IGNORECASE,
)
"""Behind days that are counted: "on at least 4 days in the last 30 days"."""
_EPISODES = re.compile(r"(?:[a-z-]+\s+)?(?:episodes?|attacks?|bouts?|events?|occurrences?|recurrences?)", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+(?:(?:an?|any|the|acute|documented|confirmed|symptomatic)\s+)*", re.IGNORECASE)
_RATE = re.compile(r"\s*(?:/|(?:per|an?|each|every)\s)\s*(?:day|night|week|month|year|h)", re.IGNORECASE)
_DRUGS = ("drug", "drug_class")
_GIVEN = (*_DRUGS, "vaccine", "therapy", "procedure")
_GAP = re.compile(
    r"\s*(?:(?:present|occurring|experienced|reported|episodes?|use|intake|consumption|therapy|treatment|taken|used|given|needed|required|is|are|was|were)\s+)*"
    r"(?:(?:for|on|during|of)\s+)?",
    re.IGNORECASE,
)


def frequencies(
    view: str, quantities: list[Quantity], bounded: list[Bounded], mentions: list[Mention]
) -> list[Bounded]:
    """The days or hours of what is named before such a rate, each of a list for itself."""
    out: list[Bounded] = []
    for q in quantities:
        days = _DAYS.fullmatch(q.unit or "")
        counted = q.unit == "d" and _ON.search(view, max(0, q.start - 4), q.start) and _OF_THE_LAST.match(view, q.end)
        if not q.said or not (days or counted or _HOURS.fullmatch(q.unit or "")):
            continue
        if any(b.quantity.start < q.end and q.start < b.quantity.end for b in bounded):
            continue
        for m in _named(view, q, mentions):
            rate = replace(q, unit=f"/{days['of']}") if days else replace(q, unit="1") if counted else q
            name = f"{m.name.removesuffix(' use')} days" if days or counted else m.name
            out.append(Bounded(m.start, q.end, rate, name, (m.start, m.end), None))
    return out


def episodes_of(view: str, phrase: tuple[int, int], mentions: list[Mention]) -> Mention | None:
    """The condition of which episodes are counted: "more than one episode of severe hypoglycemia"."""
    if not _EPISODES.fullmatch(view, *phrase):
        return None
    conditions = (m for m in mentions if m.kind == "condition" and m.start >= phrase[1])
    return next((m for m in conditions if _OF.fullmatch(view, phrase[1], m.start)), None)


def counted_event(view: str, phrase: tuple[int, int], q: Quantity, mentions: list[Mention]) -> Bounded | None:
    """ "More than 3 previous concussions": the events themselves, in the plural, and nothing that one has beside it."""
    m = next((m for m in mentions if (m.start, m.end) == phrase and m.kind == "condition"), None)
    if m is None or q.unit is not None or m.name.endswith("s") or m.cues or _RATE.match(view, phrase[1]):
        return None
    several = q.lower is None or q.lower > 1 or not q.lower_inclusive
    named_so = view[phrase[0] : phrase[1]].endswith("s") or (q.lower == 1 and not q.lower_inclusive)
    if not (several and named_so):
        return None
    return Bounded(q.start, phrase[1], q, plural(m.name), phrase, None, m.pattern)


def of_what(bounded: list[Bounded], mentions: list[Mention]) -> list[Mention]:
    """The mentions without the drugs and procedures whose frequency is bounded and what is counted by its episodes."""
    spans = {b.words for b in bounded}
    often = {b.words for b in bounded if b.quantity.unit is None or "/" in b.quantity.unit}
    counted = [b.words for b in bounded if b.words is not None and b.name.endswith(" episodes")]
    given = [b.words for b in bounded if b.words is not None and b.measure is None and b.name.endswith(NOUNS)]
    return [
        m for m in mentions
        if not (m.kind in _DRUGS and (m.start, m.end) in spans)
        and not (m.kind in ("procedure", "therapy") and (m.start, m.end) in often)
        and not (m.kind in _GIVEN and any(a <= m.start and m.end <= b for a, b in given))
        and not (m.kind == "condition" and any(m.end == b or (a <= m.start and m.end <= b) for a, b in counted))
    ]  # fmt: skip


def _named(view: str, q: Quantity, mentions: list[Mention]) -> list[Mention]:
    before = [m for m in mentions if m.end <= q.start]
    if not before or not _GAP.fullmatch(view, before[-1].end, q.start):
        return []
    chain = [before[-1]]
    for m in reversed(before[:-1]):
        if m.kind != chain[0].kind or not listed(view[m.end : chain[0].start]):
            break
        chain.insert(0, m)
    return chain
