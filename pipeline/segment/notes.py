"""Lines that stand among criteria and are none: a page's foot, footnotes, abbreviations, whom to ask, when to come."""

import re
from functools import lru_cache

from ...patterns.gate import Gated
from .base import Block, Line
from .kinds import is_cue, speaks
from .vocabulary import words

_PAGE_FOOT = Gated(
    r"[^.;]{0,80}\bpage\s\d{1,4}(?:\s(?:of|/)\s\d{1,4})?\W*|\W*(?:strictly\s)?confidential\W*"
    r"|[^.;:]{0,60}\b(?:protocol|version|amendment)\b[^;:]{0,60}\s{2,60}(?:strictly\s)?confidential\W*",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\b(?:tel|phone|telephone|fax|call(?:\sus)?(?:\s(?:on|at))?)\s?[.:]?\s?\+?\(?\d[\d\s()-]{4}|^\W*(?:https?://|www\.)\S{1,200}$"
    r"|^\W*(?:the\s)?(?:study|trial)\s(?:office|coordinator|nurse|team|website)\b|(?:^|[.]\s)please\s(?:contact|bring|call|ask|ring)\b"
    r"|^\W*(?:ask|talk\sto|speak\s(?:to|with)|contact|call)\s(?:us|your|our)\b"
    r"|\bfor\s(?:more|further)\sinformation\b|\bcan\srefer\syou\b|\bcosts?\sare\s(?:paid|refunded|reimbursed)\b",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"^\W*(?:\(c\)|©|copyright)\s|(?:^|[.]\s)\W?(?:(?:version|amendment|protocol)\s(?:of|no\.?|number|dated|\d)"
    r"|last\s(?:chang|updat|modif|revis|edit)\w*|(?:added|updated|amended|changed|edited|modified)\s(?:on\s)?\d{1,2}[/.])",
    re.IGNORECASE,
)
_OF_THE_STUDY = re.compile(
    r"(?:treatment|visits|care)\s(?![^:]*(?:prohibit|forbid|not\s))[^.:;]{0,40}\b(?:in|during)\sthe\s(?:study|trial):"
    r"|are\sthe\strial\ssubjects\sunder\s18\W|f\.1(?:\.\d){1,3}\s",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\W{0,3}(?:(?:note|nb|remarks?)\s?:|n\.b\.:?)[^.]{0,120}\b(?:may|will\sbe)\s(?!not\b|excluded)", re.IGNORECASE
)
_PLAN = re.compile(
    r"(?:the|this)\s(?:study|trial)\s(?:will\sbe|is|was)\s(?:being\s)?(?:conducted|carried\sout|performed|run"
    r"|sponsored|funded|designed)\b"
    r"|(?:all\s)?(?:eligible\s|enroll?ed\s|included\s)?(?:patients|subjects|participants|volunteers)\s"
    r"(?:will|are|were)\s"
    r"(?:then\s)?(?:be\s)?(?:recruited\s(?:from|in|at|by)\b|randomi[sz]ed|randomly\s|allocated|followed|asked\sto\scomplete)"
    r"|recruiting\ssince|amendment\s\d|\W*if\syou\s(?:have\s)?answer|if\syou\sare\sinterested|you\swill\s(?:get|receive|be\spaid)\b"
    r"|(?:all\s)?(?:patients|subjects|participants|volunteers)\s(?:give|gave|get|receive|can\s(?:withdraw|leave|stop))\b"
    r"|(?:about\s)?\d{2,6}\s(?:patients|subjects|participants|volunteers|people|adults|children)\s(?:are|will)\b"
    r"|(?:the\s)?(?:(?:primary|secondary)\s(?:outcome|end\s?point)|results|screening|re-?screening|randomi[sz]ation|study\streatment"
    r"|follow-up|recruitment)\s(?:is|are|was|were|will|takes?|lasts?|visits)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:is|are|was|were|will|can|takes?|gets?|(?:has|have)\sbeen)\b", re.IGNORECASE)
_DEMANDS = re.compile(
    r"\b(?:must|shall|should|not|no(?!\.)|nor|never|cannot|needs?|who|whose|if|unless)\b", re.IGNORECASE
)
_NAMED = re.compile(r"(?:^|[;,.]\s)\W?[A-Z][\w/+-]{0,15}\s?=\s?[A-Za-z]")
_MARK = re.compile(r"[\w)%] ?(\*{1,3}|[†‡§¶]{1,2})(?=[\s.,;)]|$)")
_SIGN = re.compile(r"(?<![*\w])(?P<sign>\*{1,3}|[†‡§¶]{1,2})(?P<gap>[^\S\n]{0,3})(?=[^\s*])")
_EMPHASIS = re.compile(r"(?<![*\w])(?P<sign>\*{1,3})(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(?P=sign)(?!\*)")
"""Words between asterisks, as CommonMark has them ("**Age:** 50 years")."""
_FEW = 2


def is_page_foot(view: str, line: Line) -> bool:
    """Whether a line is the foot or head of a printed page ("Protocol X, page 3 of 90")."""
    return line.end - line.start <= 120 and bool(_PAGE_FOOT.fullmatch(view, line.start, line.end))


def is_note(view: str, block: Block) -> bool:
    """Whether a paragraph without a bullet tells the reader something else than who may take part."""
    spot = view[block.start : min(block.end, block.start + 400)]
    told = _NOTE.match(spot) or _OF_THE_STUDY.match(spot) or _CONTACT.search(spot) or _EDITION.search(spot)
    return bool(told) or _labelled(spot) or len(_NAMED.findall(spot)) >= _FEW


def tells_of_study(view: str, block: Block) -> bool:
    """Whether a paragraph begins to tell how the study is done, whatever numbers it holds."""
    return bool(_PLAN.match(view, block.start, block.end))


def _labelled(spot: str) -> bool:
    """Whether a line opens with the label of another part of a trial's page ("Setting: twelve clinics")."""
    colon = spot.find(":", 0, 80)
    label = " ".join(spot[:colon].lower().split()).lstrip("*# ") if colon > 0 else ""
    found = words().alone.get(label)
    return found is not None and found[0] == "stop"


def is_footnote(view: str, block: Block, alone: bool) -> bool:
    """Whether a line explains a word that bears the same mark before it.

    The mark is glued to the line, or stands `alone`: no other line of the section has it for a bullet.
    """
    found = _SIGN.search(view, max(0, block.start - 5), block.start + 5)
    if found is None or _EMPHASIS.match(view, found.start(), block.end):
        return False
    if found.end() < block.start or _MARK.search(view, max(block.start, found.end()), block.end):
        return False
    if found["gap"] and block.marker and not alone:
        return False
    return _first_marks(view).get(found["sign"], block.start) < block.start


def tail(view: str, blocks: list[Block]) -> int:
    """How many of a section's last lines stand outside of its list, and ask for nothing."""
    begin = len(blocks)
    while begin > 1 and _is_idle(view, blocks[begin - 1]) and blocks[begin - 1].indent <= blocks[-1].indent:
        begin -= 1
    gap = next((i for i, block in enumerate(blocks) if i and block.gap), 0)
    stop = next((i for i, block in enumerate(blocks) if view[block.end - 1] == "."), 0)
    least = min((block.indent for block in blocks[:begin]), default=0)
    for at in range(begin, len(blocks)):
        last, block = blocks[at - 1], blocks[at]
        least = min(least, last.indent)
        if last.marker or least > block.indent:
            outside = (block.gap or block.indent < least) and block.indent <= least and view[last.end - 1] != ":"
        else:  # lines without marks, and then a sentence of its own
            outside = at == gap == stop >= _FEW
        if outside and block.indent >= blocks[-1].indent:
            return len(blocks) - at
    return 0


def _is_idle(view: str, block: Block) -> bool:
    if block.marker or view[block.end - 1] == ":":
        return False
    if tells_of_study(view, block):
        return True
    told = _TELLS.search(view, block.start, block.end) and not _DEMANDS.search(view, block.start, block.end)
    return bool(told) and not (is_cue(view, block) or speaks(view, block))


@lru_cache(maxsize=2)
def _first_marks(view: str) -> dict[str, int]:
    """Where a word first bears one asterisk, two, a dagger."""
    closing = {found.end() for found in _EMPHASIS.finditer(view)}
    out: dict[str, int] = {}
    for mark in _MARK.finditer(view):
        if mark.end() not in closing:
            out.setdefault(mark[1], mark.start())
    return out
