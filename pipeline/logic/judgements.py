"""What somebody is able or willing to do, and what a thing might do to the study, judged as a whole."""

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Literal

from ...patterns.gate import Gated, Several
from ..naming.devices import is_had
from ..naming.heads import DRUGS
from ..parts import Cue, Mention, Part, Work
from . import effects, keeping
from .adjuncts import JUDGES
from .nodes import unread_part

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
UNNAMED = "patterns/anchors.toml"
"""What makes something of words that nobody knows: a window beside them."""
_HEAD = (
    r"(?:un)?(?:willing(?:ness)?|able)|(?:in)?(?:ability|capable)|agree(?:s|ing|ment)?|refus(?:es?|ing|al)|consents?"
)
_TO_DO = Gated(
    rf"\b(?:not\s+(?:be\s+)?)?(?:{_HEAD})(?:\s*(?:,|/|\bor\b|\band\b)\s*(?:{_HEAD}))*"
    r"(?:\s+(?:not\s+)?to\s+(?!tolerate\b)|\s+of\s+(?=\w+ing\b))|"
    r"\b(?:(?:lack|absence|loss)\s+of\s+)?(?:(?:mental|legal|cognitive|decision[\s-]making)\s+)*(?:in)?capacity\s+to\s+"
    r"(?=(?:give|provide|consent|understand|make|decide|sign|comply|participate|cooperate|communicate)\b)|"
    r"\bfailure\s+to\s+(?:willingly\s+)?(?=accept|compl|adher|comprehend|understand|cooperat|provid|attend|sign\b|consent)",
    _FLAGS,
)
_NOT_TAKEN = re.compile(
    r"\b(?:disclos\w*|divulg\w*|discuss\w*|report\w*|answer\w*|shar(?:e|ing)|provid\w*|inform\w*|describ\w*|record\w*|document\w*|"
    r"talk\w*|read|understand\w*|identify|recogni[sz]e|acknowledg\w*|remember\w*|recall\w*|release|allow|permit|grant|about)\b|[,;.]",
    _FLAGS,
)
"""Between a judgement and what is named: it is not judged whether that is taken."""
_ACT_OR = re.compile(r"\bto\s+\w+[^,;.()]*\b(?:or|and)\b|\bto\s+\w+[^,;.()]*\b(?:or|and)\s+to\b", _FLAGS)
_ANOTHER = re.compile(r"[^,;.()]*\b(?:or|and)\b(?:\s+to\b)?", _FLAGS)
_EITHER = re.compile(rf"(?:{_HEAD})(?:\s*(?:,|/|\bor\b|\band\b)\s*(?:{_HEAD}))+", _FLAGS)
_EFFECTS = (
    r"(?:imped|restrict|hamper|interfer|affect|compromis|impair|preclud|put\b|place\b|increas|confound|account|hinder|jeopardi|mak|limit|prevent|"
    r"pos|contraindicat|impact|influenc|explain|alter|render|complicat|obscur|mimic|endanger|interact|attribut|caus|predispos|produc|induc|lead\s+to|result\s+in)\w*"
)
_HARMS = r"(?:interfer|preclud|compromis|confound|jeopardi[sz]|hinder|hamper|endanger)"
_OPINION = (
    r"(?:(?:(?:in|on|according\s+to|based\s+(?:up)?on|at)\s+)(?:the\s+)?(?:[\w'’]+\s+){0,3}?(?:opinions?|judge?ments?|views?|discretion)"
    rf"(?:\s+of\s+(?:the\s+|an?\s+)?(?:[\w/]+\s+){{0,3}}?(?:{JUDGES}|surgeons?|researchers?|sponsors?|PI|team|staff))?)"
)
_EFFECT = Gated(
    rf"(?:(?<=that)|(?<=hich))[\s,]+(?:{_OPINION}[\s,]+)?(?:may|might|could|would|can|will)(?:\s*,\s*{_OPINION}\s*,)?\s+"
    rf"(?:\w+ly\s+|be\s+)?{_EFFECTS}|"
    rf"(?:(?<=that)|(?<=hich))[\s,]+(?:{_OPINION}[\s,]+)?(?:\w+ly\s+)?(?:{_HARMS}|affect|prevent|impair|limit|contraindicat|influenc|mak|put|"
    r"plac|pos|increas)(?:e?[sd]?)\s|"
    rf"\b(?:potentially\s+)?{_HARMS}ing\s|"
    r"(?<=\w\s)(?:likely|expected)\s+to\s+(?:interfer|affect|impair|preclud|compromis|limit|resolve|be\s+fatal)\w*",
    _FLAGS,
)
_MODAL = re.compile(r"(?:may|might|could|would|can|will)\b", _FLAGS)
_CAN = Gated(
    r"\bcan(?:not|\s+not|['’]t)?\s+(?:safely\s+)?(?=(?:swallow|walk|read|write|understand|complete|comply|attend|perform|cooperate|"
    r"give|provide|consent|lie|stand|sit|climb|follow|eat|drink|communicate|undergo|participate)\b)",
    _FLAGS,
)
_ABOUT = Gated(
    r"\b(?:(?:unless|if|when|except(?:\s+(?:if|when))?|not|other\s+than)\s+(?:(?:it|they|this|these)\s+(?:is|are)\s+)?(?:clearly\s+)?"
    r"(?P<about>(?:(?:due|attributable|attributed|related|secondary|explained|caused|accounted|taken|used|prescribed)\s+"
    r"(?:solely\s+|only\s+|mainly\s+)?(?:to|by|for|with|about))\s)|"
    r"(?P<able>(?:not\s+(?:amenable|accessible|medically\s+fit|fit\s+enough|candidates?|an?\s+(?:\w+\s+){0,2}candidate)|"
    r"(?:not\s+|un)suitable|(?:not\s+|in)eligible|(?:not\s+|un)fit)\s+(?:to|for)\s"
    r"(?!(?:receive\s+)?(?:the\s+|this\s+|any\s+)?(?:present\s+|current\s+|clinical\s+|other\s+)?"
    r"(?:study|studies|trial|inclusion|enrol|particip|protocol|random|entry)))|"
    r"(?P<cause>(?:due|secondary|attributable|related|owing)\s+to\s+(?:an?\s+|any\s+|some\s+)?(?:(?:other|another|different)\s+)?"
    r"(?:causes?|conditions?|diseases?|disorders?|a?etiolog(?:y|ies)|reasons?|factors?)\s+(?:other\s+)?than\s)|"
    r"(?P<met>(?:not\s+|can\s?not\s+be\s+|could\s+not\s+be\s+)(?:\w+ly\s+)?(?:control|correct|manag|revers|reliev|resolv|suppress|"
    r"treat(?=able)|(?<=be\s)treat)\w*(?:ed|able|ible)\s+(?:by|with|using|on|through)\s)|"
    r"(?P<aim>(?:in\s+order\s+)?to\s+(?:reduc|minimi[sz]|lower|decreas|mitigat|increas|improv|control|reliev|facilitat|alleviat|ameliorat|avoid|ensur|assess|evaluat|measur|exclud|prevent|limit|confirm|determin|verif|rule|date(?=\s+the))(?:e\s|y\s|\s))|"
    r"(?P<resists>(?<=\bno\s)resistance\s+to\s)|"
    r"(?P<causes>(?:(?:due|secondary|owing|attributable|related)\s+to|because\s+of|caused\s+by|resulting\s+from|from)\s+"
    r"(?:(?:an?|any|another|some)\s+)?(?:causes?|a?etiolog(?:y|ies)|origins?|reasons?|conditions?|diseases?|disorders?|factors?)\s+"
    r"other\s+than\s)|"
    r"(?P<even>even\s+(?:though|when)\s)|"
    r"(?P<reason>for\s+(?:an?\s+|any\s+)?(?:(?:reason|indication|cause|condition|disease|disorder|illness|purpose)(?:e?s)?\s+)?"
    r"other\s+than\s))",
    _FLAGS,
)
_QUITS = Gated(
    r"\b(?:(?:want|wish|desir|inten|plan|try|attempt|motivat|interest|seek|hop|consider|commit)\w*|ready|readiness|prepared)\s+"
    r"(?:(?:to|in|at|of|about|for|an?|make|attempt)\s+){0,4}(?:quit|stop|ceas|discontinu|reduc|wean|taper|giv(?:e|ing)\s+up|"
    r"cut(?:ting)?\s+(?:down|back))(?:p?ing|e|t?ing)?\b\s*(?:on\s)?",
    _FLAGS,
)
_SPECIMEN = r"(?:tissues?|specimens?|samples?|blocks?|slides?|biopsy\s+material)"
_OF_TISSUE = (
    r"(?:[\w/-]+\s+){0,6}?(?:tumou?r|cancer|tissue|biopsy|FFPE|paraffin[\w-]*|archiv\w+|histolog\w+|patholog\w+)\s+"
)
_AT_HAND = Gated(
    rf"\b(?:availability|provision|submission)\s+of\s+{_OF_TISSUE}(?:[\w-]+\s+){{0,3}}?{_SPECIMEN}\b|"
    rf"(?:\b(?:available|sufficient|adequate|archival|archived|representative)\s+)+{_OF_TISSUE}{_SPECIMEN}\b|"
    rf"\b(?:tumou?r|cancer|biopsy|paraffin[\w-]*|FFPE)\s+{_SPECIMEN}\s+(?:(?:must|should|is|are|be|to)\s+)*available\b",
    _FLAGS,
)
""" "Availability of archival tumour tissue": of a specimen, and no tumour."""
_ANY_CLAUSE = Several(_ABOUT, _TO_DO, _CAN, _QUITS, _EFFECT, _AT_HAND, effects.CAUSES)
_CONSENTED = Gated(r"\b(?:consent|assent|ICF)\b[^,;.:()]{0,40}?\b(?:prior\s+to|before)\s", _FLAGS)
_LEAD = re.compile(r"\b(?:(?:must|should|shall|will)\s+)?(?:be|is|are)\s+$|\b(?:must|should|shall|will)\s+$", _FLAGS)
_JOINED = re.compile(
    r"\b(?:and|or)\s+(?:(?:an?|the|any|other|to|no|without|has|have|with)\s+)*$|"
    r"\(\s*(?:i\.?e|e\.?g)\b[^()]*$|\b(?:due\s+to|because\s+of|secondary\s+to|as\s+a\s+result\s+of)\s[^,;.()]*$",
    _FLAGS,
)
_STOP = re.compile(
    rf"[;:]|\.(?:\s|$)|,(?!\s*(?:and|or)?\s*(?:(?:not\s+)?to\b|{effects.OF_THE_STUDY}|,?\s*{_OPINION}|(?:may|might|could|would|will)\s+\w))",
    _FLAGS,
)
_DUE = re.compile(r"(?:unless|if|when)\s+(?:(?:it|they|this|these)\s+(?:is|are)\s+)?due\s+to\b", _FLAGS)
_NOT = re.compile(r"\b(?:not\s+(?:clearly\s+)?|(?:no|without)\s+(?:known\s+|any\s+|documented\s+)*)$", _FLAGS)
_ABOUT_STOP = re.compile(r"[;:,()\[\]]|\.(?:\s|$)|\b(?:within|during|in\s+the\s+(?:last|past))\b", _FLAGS)
_LISTED = re.compile(r"\s*(?:,\s*(?:or|and)?|/|\b(?:or|and)\b)\s*", _FLAGS)
_OR = re.compile(r"\b(?:or|and)\b", _FLAGS)
_LISTED_TO = re.compile(r"\s*(?:,\s*|\b)(?:or|and)\s+(?:to\s+)?", _FLAGS)
_GOVERNED = re.compile(r"\s*(?:(?:to|of|the|an?|any)\s+)*(?:(?:use|take|undergo|receive)\s+)?", _FLAGS)
_ABLE = re.compile(
    r"(?:(?:and|or|,|/|not)\s*|(?:(?:un)?(?:able|willing(?:ness)?)|(?:in)?(?:ability|abilities|capab\w+))\s*)+", _FLAGS
)
_UNWILLING = re.compile(
    r"(?:un(?:willing|able)|in(?:ability|capable)|refus|declin)\w*|(?:not\s+(?:be\s+)?(?:willing|able|capable)|can\s?not)\b",
    _FLAGS,
)
_OR_WILL = re.compile(
    r"(?P<used>\bnot\s+us(?:e|ing))?(?P<joint>\s*(?:,|/|\bor\b|\band\b)+\s*)(?:(?:who|that|are|is|be|not|to)\s+)*\Z",
    _FLAGS,
)
_GIVES_UP = re.compile(
    r"[^,;]{0,40}?\b(?:to|of)\s+(?:\w+ly\s+)?(?:stop|discontinu|withhold|refrain|abstain|avoid|forgo|suspend|ceas|interrupt|wean|"
    r"taper|not\b|wash)",
    _FLAGS,
)
_BREAK = re.compile(r"[,;:(.]\s?|\b(?:and|or|with)\s", _FLAGS)
_EDGE = re.compile(r"[;:(.)]\s")
_COMMA = re.compile(r",\s*(?:that|which)\s+\Z", _FLAGS)
_MAX_LEAD, _MAX_CLAUSE = 30, 400


def join(text: str, view: str, work: Work) -> bool:
    """Makes one `other` part of what somebody is willing or able to do; returns whether anything named stands in it.

    An exposure is kept as the plan that it is: "unable to undergo MRI" says nothing of an MRI that was done. What is
    named in a circumstance ("unless due to X"), and what is done where a thing might "interfere with the surgery", is
    no leaf.
    """
    governed = False
    for m in _CONSENTED.finditer(view, work.start, work.end):  # when it is signed, and nothing that is asked for
        stop = stop.start() if (stop := _STOP.search(view, m.end(), work.end)) else work.end
        work.parts = [p for p in work.parts if not (m.end() <= p.start < stop and _is_step(p))]
    for start, end, kind in _clauses(view, work):
        inside = [p for p in work.parts if start <= p.start < end]
        if kind == "about":
            said = unread_part(text, start, start + len(view[start:end].rstrip(" ,")))
            if denied := _NOT.search(view, work.start, start):
                said.cues = [Cue("NEGATED", *denied.span())]
            work.parts = sorted([*(p for p in work.parts if p not in inside), said], key=lambda p: (p.start, p.end))
            for p in work.parts:  # "not explained by A, or B" denies no B
                first, last = denied.span() if denied else (start, end)
                p.cues = [c for c in p.cues if p is said or not first <= c.start < last]
            governed = governed or bool(inside)
            continue
        keeps = kind == "act" and any(keeping.begins(view, m.end(), end) for m in _heads(view, start, end))
        plans = [p for p in inside if _is_given(p) and ((kind == "act" and not keeps) or p.leaf["role"] in DRUGS)]
        plans = [p for p in plans if is_had(p.leaf) == is_had(plans[0].leaf)]  # "unable to have MRI (pacemaker)"
        if plans and (kind == "quit" or (kind == "act" and not _is_taken(view, start, plans[0]))):
            plans = []
        if plans:
            governed = True
            for p in plans:
                p.leaf["status"] = "planned"
            if kind == "act" and (either := _with_another(view, start, plans[0]) or _EITHER.match(view, start)):
                work.parts.append(unread_part(text, *either.span()))
        else:
            objects = (p for p in inside if p.leaf["op"] == "condition" and kind == "effect")
            governed = governed or any(effects.OR_LAST.search(view, start, p.start) for p in objects)
            work.parts = [p for p in work.parts if p not in inside]
            work.parts.append(unread_part(text, start, start + len(view[start:end].rstrip())))
        governed = governed or _of_a_list(view, work, start) or _timed(work, start, end)
        for p in work.parts:  # what is denied in the judgement is denied of nothing else
            p.cues = [c for c in p.cues if p in inside or not start <= c.start < end]
    _deny_languages(view, work)
    return governed


def _with_another(view: str, start: int, first: Part) -> "re.Match[str] | None":
    """ "Unwilling to participate or to undergo": what is judged besides what is named, up to the name."""
    return _ANOTHER.match(view, start, first.start) if _ACT_OR.search(view, start, first.start) else None


def _is_taken(view: str, start: int, first: Part) -> bool:
    """Whether a judgement is of what is named: "unwilling to take part or to undergo surgery", "to report drug use"."""
    head = _TO_DO.search(view, start, first.start) or _CAN.search(view, start, first.start)
    return head is None or _NOT_TAKEN.search(view, head.end(), first.start) is None


def judges(judged: list[Mention], run: Span) -> bool:
    """Whether a word of judgement stands in a run of unread words."""
    return any(m.start < run[1] and run[0] < m.end for m in judged)


def governs(view: str, work: Work, run: Span) -> bool:
    """ "Unable to tolerate metformin": the leaf behind a judgement is what is judged, and no fact of its own."""
    return any(p.start >= run[1] and _GOVERNED.fullmatch(view, run[1], p.start) for p in work.parts)


def agreed(view: str, work: Work, judged: list[Mention], run: Span) -> bool:
    """ "Willing to use contraception", "unable to read English": the attribute says it all, or is denied."""
    behind = next((p for p in work.parts if p.start >= run[1] and p.leaf["op"] == "attribute"), None)
    if behind is None or behind.leaf["name"] not in ("contraception", "language"):
        return False
    willing = next((m for m in judged if m.start <= run[0] < m.end), None)  # no other words stand before it
    if willing is None or re.search(r"[,;.]", view[run[1] : behind.start]):
        return False
    if (denied := _UNWILLING.match(view, willing.start, run[1])) and not behind.denials:
        for p in _listed_alike(view, work, behind):
            p.cues.append(Cue("NEGATED", *denied.span()))
    return not _spoken(behind) or _ABLE.fullmatch(view, *run) is not None


def together(view: str, start: int, agreed: list[Span]) -> list[Span]:
    """The runs that agree, each with the "or" before it: "unwilling or unable to use", "not using or unwilling to"."""
    out: list[Span] = []
    for a, b in agreed:
        floor = out[-1][1] if out else max(start, a - _MAX_LEAD)
        joined = _OR_WILL.search(view, floor, a)
        said = joined is not None and (joined.start() == floor if out else joined["used"] is not None)
        out.append((joined.start("joint") if said and joined else a, b))
    return out


def _listed_alike(view: str, work: Work, first: Part) -> list[Part]:
    """An attribute and those of its name behind it on its list: "English or Spanish"."""
    out = [first]
    for p in work.parts:
        alike = p.leaf["op"] == "attribute" and p.leaf["name"] == first.leaf["name"]
        if alike and p.start >= out[-1].end and _LISTED.fullmatch(view, out[-1].end, p.start):
            out.append(p)
    return out


def _clauses(view: str, work: Work) -> Iterator[tuple[int, int, Literal["about", "effect", "act", "quit"]]]:
    """Where a criterion says what somebody is willing or able to do, each to the end of its clause.

    What has a value, a time, a known language or contraception in it, or a name of its own ("inability to read"), is
    read by its parts. The third place tells what is said: of what a thing is due to or used for ("unless taken for
    gout"), what it may do, what somebody does, or what somebody wants to give up, who may well do it now.
    """
    if _ANY_CLAUSE.absent(view, work.start, work.end):
        return
    end = work.start
    found = [
        *_ABOUT.finditer(view, work.start, work.end),
        *_TO_DO.finditer(view, work.start, work.end),
        *_CAN.finditer(view, work.start, work.end),
        *_QUITS.finditer(view, work.start, work.end),
        *_AT_HAND.finditer(view, work.start, work.end),
        *_EFFECT.finditer(view, work.start, work.end),
        *(m for m in effects.CAUSES.finditer(view, work.start, work.end) if _thing(view, work, m.start()) < m.start()),
    ]
    for m in sorted(found, key=lambda m: m.start()):
        if m.start() < end:
            continue
        about, quits = m.re is _ABOUT.regex, m.re is _QUITS.regex
        effect = m.re in (_EFFECT.regex, effects.CAUSES.regex)
        if (about and _of_a_disease(view, work, m)) or any(a <= m.start() < b for a, b in work.explained):
            continue
        lead = None if about else _LEAD.search(view, max(work.start, m.start() - _MAX_LEAD), m.start())
        start = m.start(m.lastgroup) if about and m.lastgroup else lead.start() if lead else m.start()
        end = _about_end(view, work, m.end()) if about else _end(view, work, m.end(), effect)
        if quits:
            end = min(end, bracket) if (bracket := view.find("(", m.end(), end)) > 0 else end
        elif not about and not effect:
            end = max(end, keeping.steps_end(view, work, m.end(), _end))
        if effect:
            start = _thing(view, work, start + len(m.group()) - len(m.group().lstrip(" ,\n")))
            end = min(end, bracket) if (bracket := view.find("(", m.end(), end)) > 0 else end
        if m.re is _AT_HAND.regex:
            yield start, end, "effect"
            continue
        inside = [p for p in work.parts if start < p.end and p.start < end and not _is_open(p)]
        named = any(p.start < m.start() < p.end or (p.start == m.start() and p.end >= end) for p in inside)
        if effect and not _MODAL.search(m.group()) and any(map(_is_given, inside)):
            end = m.end()
            continue
        given_up = quits or _GIVES_UP.match(view, start, end) is not None
        told = [p for p in inside if not (given_up and _is_given_up(p, quits))]
        if not named and not any(_decides(p) and not (about and _timed_behind(p, end)) for p in told):
            yield start, end, "about" if about else "effect" if effect else "quit" if quits else "act"


def _timed(work: Work, start: int, end: int) -> bool:
    """ "Depression expected to resolve within 2 weeks": the time of the clause has gone to what stands before it."""
    windows = [p.leaf["window"]["span"] for p in work.parts if p.end <= start and p.leaf.get("window")]
    return any(span and start <= span["start"] < end for span in windows)


def _timed_behind(p: Part, end: int) -> bool:
    """Whether it has its time from another thing: "not amenable to surgery, radiotherapy within 4 weeks"."""
    said = (p.leaf.get("window") or {}).get("span")
    return said is not None and said["start"] >= end


def _of_a_list(view: str, work: Work, start: int) -> bool:
    """Whether a clause follows a list behind a comma: "polyps and septal deviation, that interfere with the flow"."""
    return sum(p.end <= start for p in work.parts) > 1 and _COMMA.search(view, work.start, start) is not None


def _thing(view: str, work: Work, start: int) -> int:
    """Where an effect's words start: "a condition that could affect": what has no name of its own belongs to it."""
    floor = max((m.end() for m in _EDGE.finditer(view, work.start, start)), default=work.start)
    if (first := effects.unnamed(view, floor, start)) is not None and not any(
        p.start < first < p.end or (first <= p.start < start and _decides(p)) for p in work.parts
    ):
        return first
    floor = max((p.end for p in work.parts if p.end <= start), default=work.start)
    floor = max((m.end() for m in _BREAK.finditer(view, floor, start)), default=floor)
    return start - len(view[floor:start].lstrip()) if effects.THING.search(view, floor, start) else start


def _is_open(p: Part) -> bool:
    """Whether only a number makes something of it: "unable to sit upright for 30 minutes", "to give 20 mL of blood"."""
    if p.leaf["op"] == "condition":
        return p.guessed and p.pattern == UNNAMED
    return p.leaf["op"] == "threshold" and not p.pattern and p.leaf["range"]["unit"] in (None, "mL", "L")


def _is_given(p: Part) -> bool:
    given = p.leaf["op"] == "exposure" and p.leaf["agent"]["name"] != "medication"
    return bool(given)


def _is_given_up(p: Part, quits: bool) -> bool:
    """Whether it is what somebody gives up; what somebody wants to give up has a name of any kind ("smoking")."""
    return p.leaf["op"] == "exposure" or (quits and p.leaf["op"] == "condition" and "to" not in p.leaf)


def _is_step(p: Part) -> bool:
    return p.leaf["op"] == "exposure" and p.leaf.keys().isdisjoint(("window", "duration", "status"))


def _of_a_disease(view: str, work: Work, m: "re.Match[str]") -> bool:
    """ "Bilirubin > 2, unless due to Gilbert's syndrome": who has the disease is told by a fact."""
    if not _DUE.match(m.group()):
        return False
    return any(
        p.leaf["op"] == "condition" and _GOVERNED.fullmatch(view, m.end(), p.start)
        for p in work.parts
        if p.start >= m.end()
    )


def _about_end(view: str, work: Work, position: int) -> int:
    """Where the words of a circumstance end: at a comma or bracket, but behind the treatments that it lists."""
    stop = _ABOUT_STOP.search(view, position, work.end)
    end = stop.start() if stop else work.end
    treatments = [p for p in work.parts if p.start >= position and p.leaf["op"] == "exposure"]
    listed = list(takewhile(lambda ab: _LISTED.fullmatch(view, ab[0].end, ab[1].start), pairwise(treatments)))
    if listed and listed[0][0].start < end and _OR.search(view, listed[-1][0].end, listed[-1][1].start):
        return max(end, listed[-1][1].end)
    return end


def _end(view: str, work: Work, position: int, effect: bool = False) -> int:
    """Where the clause ends: at a full stop, semicolon or comma, another condition or a cause."""
    limit = min(work.end, position + _MAX_CLAUSE)
    limit = effects.before_examples(view, position, limit) if effect else limit
    near = [p for p in work.parts if position < p.start <= limit]
    near = [p for p in near if not (effect and effects.is_object(view, position, p))]
    named = (p.start for p in near if p.leaf["op"] == "condition" or _spoken(p))
    stops = {m.start() for m in _STOP.finditer(view, position, limit)}
    stops |= {m.start() for a in named if (m := _JOINED.search(view, position, a))}
    level = 0
    for i in range(position, limit):
        if level == 0 and i in stops:
            return i
        level += (view[i] in "([") - (view[i] in ")]")
        if level < 0:
            return i
    return limit


def _heads(view: str, start: int, end: int) -> Iterator["re.Match[str]"]:
    yield from _TO_DO.finditer(view, start, end)
    yield from _CAN.finditer(view, start, end)


def _decides(p: Part) -> bool:
    return p.leaf["op"] in ("threshold", "attribute") or not p.leaf.keys().isdisjoint(("to", "window", "duration"))


def _deny_languages(view: str, work: Work) -> None:
    """ "Unable to read English", "unable to consent or to speak English": the inability denies the language."""
    for a, b in pairwise(sorted(work.parts, key=lambda p: p.start)):
        if not (_spoken(b) and a.leaf["op"] in ("condition", "other") and _UNWILLING.match(view, a.start)):
            continue
        named = a.leaf["op"] == "condition" and not re.search(r"[,;.]", view[a.end : b.start])
        if named or _LISTED_TO.fullmatch(view, a.end, b.start):
            for p in (x for x in _listed_alike(view, work, b) if not x.denials):
                p.cues.append(Cue("NEGATED", a.start, a.end))
        if named:
            work.parts.remove(a)


def _spoken(p: Part) -> bool:
    return p.leaf.get("name") == "language"
