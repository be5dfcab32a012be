"""Contraception is one leaf, however many methods are named, and its time is for a person to judge.

"Two effective methods of contraception (pill, implant or condom with spermicide) during the study and for 90 days
after the last dose" is the attribute, and an `other` leaf for the words from "during".
"""

import re

from ..parts import Part, Work
from ..shapes import span
from .nodes import unread_part

_FLAGS = re.IGNORECASE
_METHOD = (
    r"(?:contracepti\w*|birth[\s-]control|condoms?|spermicid\w*|barriers?|IUDs?|IUS|IUCDs?|coils?|intra-?uterine|devices?|"
    r"hormon\w*|inject\w*|implant\w*|transdermal|patch(?:es)?|rings?|pills?|diaphragms?|caps?|sponges?|vasectom\w*|"
    r"sterili[sz]\w*|ligations?|occlusions?|partners?|abstinen\w*|abstain\w*|intercourse|methods?|forms?|measures?|means|"
    r"estrogen|progest\w+|depot|levonorgestrel|rate|year|effectiveness|simultaneously|concurrently|correctly|"
    r"consistently|gel|foam|film|cream)"
)
_GLUE = (
    r"(?:an?|the|of|and|or|with|without|plus|by|as|such|in|per|than|less|to|be|is|are|which|that|when|who|has|have|been|"
    r"e\.\s?g\.?|eg|i\.\s?e\.?|for\s+example|including|includes?|like|namely|defined|any|either|both|other|another|"
    r"their|his|her|them|two|one|at\s+least|more|male|female|double|dual|single|oral(?:ly)?|vaginal|cervical|tubal|bilateral|"
    r"sexual(?:ly)?|heterosexual|highly|very|effective|adequate(?:ly)?|reliable|acceptable|medically|medical|approved|"
    r"appropriate|safe|secure|latex|established|combined|combination|copper|successful(?:ly)?|documented|complete|total|"
    r"true|strict|physical|mechanical|surgical(?:ly)?|permanent|failure|low|user|dependent|independent|placed|additional|"
    r"sole|only|non|system|use[ds]?|using|containing|releasing|bearing|<|\d+(?:\.\d+)?|%)"
)
_GAP = r"[\s,/:()\[\]\"'*\\-]*"
_METHODS = re.compile(rf"(?:{_GAP}(?:{_GLUE}(?![\w.])(?:{_GAP}))*{_METHOD}\b)+\)?", _FLAGS)
_USE = re.compile(
    rf"\b(?:us(?:e|es|ed|ing)|practi[cs](?:e|es|ing)|employ|utili[sz](?:e|ing))\s+(?:(?:{_METHOD}|{_GLUE})\b{_GAP})*$",
    _FLAGS,
)
_DEGREE = re.compile(
    r"(?:\b(?:at\s+least|an?|the|of|one|two|1|2|more|than|highly|very|effective|adequate|reliable|acceptable|medically|approved|"
    r"appropriate|safe|secure|latex|male|female|double|dual|strict|established|methods?|forms?|measures?|means)\s+)+$",
    _FLAGS,
)
_LINKS = re.compile(
    r"(?:(?:an?|the|of|and|or|with|by|as|in|to|be|is|are|which|that|when|who|has|have|been|any|use[ds]?|using)\s+)+",
    _FLAGS,
)
_TIME = re.compile(
    r"[\s,(]*(?:(?:is|are|(?:must|should|will|shall)\s+be)\s+(?:used|practi[cs]ed|maintained|required|mandatory)\s+)?"
    r"(?:\b(?:both|and)\s+)?(?P<time>\b(?:during|throughout|until|up\s+to|starting|beginning|through|from|while|"
    r"after|before|prior\s+to|over\s+the|for\s+(?:the\b|at\s+least|a\s+(?:period|minimum)|up\s+to|\d|one|two|three|four|six|twelve)|"
    r"at\s+least\s+\d|within\s+\d)\b)",
    _FLAGS,
)
_STOP = re.compile(
    r"[;:]|\.(?!\d)|,(?!\s*(?:(?:and|or)\s+)?(?:for|from|until|through|during|at\s+least|up\s+to|even|which)\b)|"
    r"\b(?:and|or|but)\s+(?:must|agree\w*|will|should|shall|refrain\w*|have|has|men|males?|women|females?|"
    r"(?:to\s+)?not\s+to|to\s+refrain|be\s+\w+ing|(?:an?\s+)?negative)\b",
    _FLAGS,
)
_REACH = 600


def read(text: str, view: str, work: Work) -> None:
    """Joins what a criterion says of contraception in its parts and takes the windows of its time from it."""
    for part in [p for p in work.parts if p.leaf.get("name") == "contraception"]:
        if not any(p is part for p in work.parts):
            continue
        start, end = _methods(view, work, part)
        time = _time(view, work, end)
        inside = (start, time[1] if time else end)
        work.parts = [p for p in work.parts if p is part or not inside[0] <= p.start < inside[1]]
        part.start, part.end = start, end
        part.leaf = {**part.leaf, "span": span(start, end)}
        if time:
            work.windows = [w for w in work.windows if not time[0] <= w.start < time[1]]
            work.parts = sorted([*work.parts, unread_part(text, *time)], key=lambda p: (p.start, p.end))


def _methods(view: str, work: Work, part: Part) -> tuple[int, int]:
    """The words of the requirement, from its use or its degree to the last method."""
    limit = min(work.end, part.end + _REACH)
    more = _METHODS.match(view, part.end, limit)
    end = more.end() if more else part.end
    floor = max(work.start, part.start - _REACH // 4)
    if (use := _USE.search(view, floor, part.start)) is not None:
        words = _LINKS.match(view, use.start(), part.start)
        return (words.end() if words else use.start()), end
    degree = _DEGREE.search(view, floor, part.start)
    if degree is None:
        return part.start, end
    links = _LINKS.match(view, degree.start(), part.start)
    return (links.end() if links else degree.start()), end


def _time(view: str, work: Work, end: int) -> tuple[int, int] | None:
    """The words that say how long, to the end of their clause."""
    said = _TIME.match(view, end, work.end)
    if said is None:
        return None
    start = said.start("time")
    stop = next((m.start() for m in _STOP.finditer(view, said.end(), work.end)), work.end)
    level = 0
    for i in range(start, stop):
        level += (view[i] in "([") - (view[i] in ")]")
        if level < 0:
            stop = i
            break
    return start, start + len(view[start:stop].rstrip(" ,\n"))
