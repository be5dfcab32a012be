"""Words of permission ("is allowed") and of turning away ("are excluded"): where they stand, and what they bind."""

import re
from collections.abc import Iterator

from ...patterns.behind import not_behind
from ...patterns.gate import Gated
from ..parts import Part
from . import allowances, brackets
from .nodes import Words, negation, unread_part

_FLAGS = re.IGNORECASE
_RULED_OUT = Gated(
    r"\b(?:(?:is|are|will|must|should|shall)\s+(?:also\s+)?(?:be\s+)?"
    r"(?:excluded|ineligible|(?:prohibited|forbidden|disallowed)(?!\s*:[ \t]*\S))"
    r"|not\s+(?:be\s+)?(?:eligible|included)(?:\s+(?:for|in)\s+(?:the|this)\s+(?:study|trial))?(?=\s*:|\s+(?:is|are)\b)"
    r"|(?:is|are|will|must|should|shall|can|may)\s*not\s+(?:be\s+)?(?:eligible|included|enroll?ed|accepted|randomi[sz]ed|admitted\s+to\s+the\s+(?:study|trial))|excluded\s+(?:is|are)|(?:cannot|can\s+not|can't|may\s+not)\s+(?:take\s+part|join|participate))"
    r"\b(?:\s+from\s+(?:the\s+|this\s+)?(?:study|trial|participation|participating))?(?:\s+(?:if|when)(?:\s+(?:they|you|there\s+is))?\b)?",
    _FLAGS,
)
_NOT_WHERE = not_behind("where", r"where\sthis", r"where\sit", r"where\sthis\sis", r"where\sit\sis")
_ADDED = "|".join(
    rf"(?<=[(;]{who})|(?<=;\s{who})" for who in ("", r"patients\s", r"subjects\s", r"participants\s", r"they\s")
)
_PERMITTED = Gated(
    rf"\b(?=(?:is|are|will|may|can|not|do|does|allowed|permitted|permissible|acceptable)\b){_NOT_WHERE}"
    r"(?:(?:is|are|will\s+be|may\s+be|can\s+be)\s+(?:also\s+)?(?:acceptable|allowed|permitted|permissible)|"
    r"(?:is|are|will)\s+not\s+(?:be\s+)?(?:exclusionary|excluded|considered\s+exclusionary)|not\s+exclusionary|"
    r"(?:is|are)\s+(?:optional|exempt(?:ed)?)|(?:is|are)\s+not\s+counted(?=\s*(?:[).;]|$))|(?:is|are)\s+(?:no|not\s+an?)\s+(?:reasons?\s+for\s+exclusion|exclusion(?:\s+criteri(?:on|a))?)|"
    r"(?:do|does)\s+not\s+(?:lead\s+to\s+exclusion|(?:matter|exclude|disqualify|count(?:\s+as\s+exclusion)?)(?=\s*(?:[).;]|$)))|"
    r"(?:is|are)\s+(?:no|not\s+an?)\s+(?:bar|obstacles?|problem)(?=\s*(?:[).;]|$))|"
    rf"(?<!not\s)(?<!not\sbe\s){_NOT_WHERE}"
    r"(?:allowed|permitted|permissible|acceptable)(?=\s*(?:[).;]|$))|"
    r"(?<!not\s)(?<!of\s)(?:permitted|allowed)\s+(?:[\w-]+\s+){0,2}(?:medications?|drugs?|therap(?:y|ies)|treatments?|procedures?)(?=\s*:)|may\s+be\s+used(?=\s*(?:[).;]|to\b|$))|may\s+(?:be\s+continued|continue)(?=\s*(?:[).;]|$))|"
    rf"(?:{_ADDED})may\s+(?:also\s+|still\s+)?(?:(?:receive|have\s+received|be\s+(?:given|supported\s+(?:with|by)))(?=\s)|(?:be|have\s+been)\s+transfused))\b"
    r"(?:\s+to\s+(?:participate|enrol+|take\s+part|join))?(?!\s+(?:if|only|unless|provided|when|by|as\s+long)\b)",
    _FLAGS,
)
_ADMITTED = Gated(
    r"\b(?:(?:is|are|remains?|(?:will|may|can)\s+be)\s+(?:also\s+|still\s+)?(?:eligible|included|accepted|enrolled)|"
    r"(?:may|can)\s+(?:also\s+|still\s+)?(?:participate|take\s+part))\b"
    r"(?!\s+(?:if|only|unless|provided|when|by|from|in\s+an?)\b)",
    _FLAGS,
)
_MAY_JOIN = Gated(
    r"\b(?:may|can)\s+(?:also\s+|still\s+)?(?:be\s+(?:included|accepted|enrolled|eligible)|participate|take\s+part|enrol+)\b"
    r"(?!\s+(?:if|only|unless|provided|when|by|from|in\s+an?)\b)",
    _FLAGS,
)
_LIMITS_IT = Gated(
    r"\b(?:if|only|unless|provided|except|but|not|when|until|up\s+to|as\s+long\s+as|without|no)\b|(?<![\w-])\d", _FLAGS
)
AGAIN = Gated(
    r"\s*(?:note\s*:\s*)?(?:if|when|in\s+case)\b[^;]{3,120}?,\s*(?:then\s+)?(?:the|these|this|a|an)?\s*[\w\s/-]{1,40}?"
    r"\b(?:should|must|may|can|will|is\s+to)\s+be\s+(?:repeated|re-?measured|re-?tested|re-?checked)\b[^;]*",
    _FLAGS,
)
"""A sentence on how often something is measured, of which nobody is asked anything: "If QTc > 450, it is repeated"."""
_APART = re.compile(
    r"\s[-–—]\s+(?=\w)|(?<=\d\s)(?:days|weeks|months|years|hours)\s*,\s+(?=[^\W\d_])|[<>≤≥]=?\s*\d[^,;:()\n]{0,25},\s+(?=[^\W\d_])",
    _FLAGS,
)
"""A dash, or a comma behind a value or a time: what stands behind it is said for itself."""
_WORDS = re.compile(r"\w(?:.*\w)?", re.DOTALL)
_VALUE = re.compile(r"[\d<>≤≥,]")
REPEATED = Gated(
    r"\b(?:re-?test(?:s|ing)?|repeat(?:ed)?\s+(?:tests?|testing|measurements?|assessments?)|re-?screening)\b", _FLAGS
)


def found(w: Words, start: int, end: int) -> Iterator["re.Match[str]"]:
    """Among inclusions "patients with X are eligible" is no permission but the requirement itself."""
    yield from _PERMITTED.finditer(w.view, start, end)
    if w.kind == "exclusion":
        yield from _ADMITTED.finditer(w.view, start, end)


def without(w: Words, parts: list[Part], m: "re.Match[str]") -> list[Part]:
    """The parts less the unread words that a match has read."""
    out: list[Part] = []
    named = any(p.leaf["op"] != "other" for p in parts)
    for p in parts:
        inside = m.start() <= p.start and p.end <= m.end()
        if p.leaf["op"] != "other" or p.end <= m.start() or m.end() <= p.start or not (named or inside):
            out.append(p)
            continue
        left = (_WORDS.search(w.view, a, b) for a, b in ((p.start, m.start()), (m.end(), p.end)) if a < b)
        out += [unread_part(w.text, *words.span()) for words in left if words]
    return out


def allows_more(w: Words, start: int, end: int, before: list[Part], inside: list[Part]) -> bool:
    """Whether a sentence only allows what the ones before it do not speak of: "Transfusion is permitted." """
    m = next(found(w, start, end), None)
    if m is None and w.kind == "inclusion" and (m := _MAY_JOIN.search(w.view, start, end)):  # who else may take part
        w.unsure.append(m.span())
        return without_limits(w, start, end, m.span()) and not any(p.end > m.end() for p in inside)
    if m is None or around(w.view, start, end, m.start()) != (start, end):
        return False
    more = without(w, inside, m)
    if not binds_nothing(w, start, end, m.span(), more, before) and not (
        without_limits(w, start, end, m.span()) and allowances.settled(w, before, more)
    ):
        return False
    w.heard.append(m.span())
    return True


def without_limits(w: Words, start: int, end: int, said: tuple[int, int]) -> bool:
    """Whether nothing is said of how far or for whom it is allowed, beside the words that say that it is."""
    sides = ((start, said[0]), (said[1], end))
    return all(_LIMITS_IT.search(w.view, a, b) is None for a, b in sides)


def binds_nothing(
    w: Words, start: int, end: int, said: tuple[int, int], inside: list[Part], outside: list[Part]
) -> bool:
    """Whether what is allowed limits nothing of the rest: "haemoglobin ≥ 9 g/dL (transfusion allowed)".

    Beside values and treatments that are required, that is another treatment or help, without a value or a time;
    what is allowed of diseases, or beside a denial, may be an alternative or an exception.
    """
    if not without_limits(w, start, end, said):
        return False
    if REPEATED.search(w.view, start, end):
        return True
    if w.kind != "inclusion" or not all(_plain_help(p) for p in inside):
        return False
    given = {p.leaf["agent"]["name"] for p in inside if p.leaf["op"] == "exposure"}
    named = len(given) > 0  # what else may be given narrows no disease
    return all(
        (p.leaf["op"] in ("threshold", "exposure", "other") or named)
        and negation(p) is None
        and not p.stopped
        and not (p.leaf["op"] == "exposure" and p.leaf["agent"]["name"] in given)
        for p in outside
    ) and any(p.leaf["op"] != "other" for p in outside)


def _plain_help(p: Part) -> bool:
    limited = not p.leaf.keys().isdisjoint(("window", "duration", "dose"))
    return p.leaf["op"] in ("exposure", "other") and not limited and negation(p) is None


def around(view: str, start: int, end: int, position: int) -> tuple[int, int]:
    """The bracket that a position stands in, or the stretch between semicolons, dashes and values."""
    for a, b in brackets.spans(view, start, end):
        if a < position < b:
            return a + 1, b
    a = max(view.rfind(";", start, position) + 1, start)
    for m in _APART.finditer(view, a, position):
        a = a if _VALUE.search(view, m.end(), position) else m.end()
    b = view.find(";", position, end)
    return a, b if b >= 0 else end


def ruled_out(view: str, start: int, end: int) -> re.Match[str] | None:
    """The words that say that what stands beside them excludes: "patients with A are excluded"."""
    return _RULED_OUT.search(view, start, end)
