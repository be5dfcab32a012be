"""Words of logic and of status that no reading has used: a criterion that holds one is not fully read."""

import re

from ...patterns.gate import Gated
from ..naming import urgency
from ..parts import Part, Work
from . import counted
from .nodes import Rule, leaves_of, negation

_LOGIC = Gated(
    r"\b(?:no|not|without|never|neither|nor|cannot|none|unless|except(?:ing|ion|ions)?|excluding|if|only|alone|solely|exclusively|"
    r"throughout|instead|otherwise|respectively|provided|whereas|n't|isn't|doesn't|don't|hasn't|aren't|wasn't|won't|haven't|"
    r"(?:(?:on|in|under)\s+|(?:receiv(?:ing|es?)|undergoing|getting)\s+(?:(?:any|medical|active)\s+)?)"
    r"(?:treatment|therapy|medications?)(?!\s+(?:with|of|for(?!\s+(?:it|this|that|them|these|the\s+same)\b))\b)|"
    r"being\s+treated(?!\s+(?:with|by|in|at|for(?!\s+(?:it|this|that|them)\b))\b)|vice\s+versa|planned|scheduled|anticipated|expected|past)\b",
    re.IGNORECASE,
)
_HARMLESS = Gated(
    r"with\s*(?:or|and|/)\s*without\b|(?:but\s+)?not\s+(?:limited|restricted|necessarily|only)\b|whether\s+or\s+not\b|"
    r"no\s+(?:gender|sex|age|rac(?:e|ial)|ethnic\w*)\s+(?:limit|restrict|prefer|require)\w*|"
    r"(?:if|when)\s+(?:applicable|known|available|possible)\b|"
    r"(?:planned|scheduled)\s+(?:(?:for|to\s+(?:undergo|have|receive))\s+)?(?:an?\s+)?(?=elective\b)|"
    r"past\s*(?:/|\band/or\b|\bor\b|\band\b)\s*(?:at\s+)?present\b|present\s*(?:/|\band/or\b|\bor\b|\band\b)\s*(?:in\s+the\s+)?past\b|"
    r"no\s+(?:more|less|later|fewer|greater|earlier|lower|higher|longer)\b|not\s+(?:more|less|later|exceed\w*)\b|if\s+any\b",
    re.IGNORECASE,
)
_EXCLUDING = Gated(
    r"\b(?:excluded|ineligible)\s+if\b|\bnot\s+(?:be\s+)?(?:eligible|included|enrolled|admitted|allowed|permitted)\b|^\W*if\b",
    re.IGNORECASE | re.MULTILINE,
)


_IF = re.compile(r"\W*if\b(?=[^,;:]*\Z)", re.IGNORECASE)
""" "If the patient is pregnant", in an exclusion, is no condition of anything."""
_OR_STABLE = Gated(r"\bor\s+(?:[a-z]+\s+){0,4}?(?:stable|constant|unchanged)\b", re.IGNORECASE)


def unheard(view: str, work: Work, rule: Rule | None, heard: list[tuple[int, int]]) -> bool:
    """Whether a criterion holds a word of logic or status that stands in no leaf, cue or reading that was taken."""
    found = [*_LOGIC.finditer(view, work.start, work.end)]
    if work.hole is None and (count := counted.find(view, work.start, work.end)) is not None:
        found.append(count)
    if found and _outside(view, work, rule, heard, found):
        return True
    if any(_was_and_will(p) for p in work.parts):
        return True
    return any(negation(p) is not None and "duration" in p.leaf for p in work.parts) and any(
        not any(a <= m.start() < b for a, b in heard) for m in _OR_STABLE.finditer(view, work.start, work.end)
    )  # "no statins or a stable dose for 4 weeks": what is denied of the one is asked of the other


def _was_and_will(p: Part) -> bool:
    """ "Has received or plans to receive A": that one of the two is said, and the leaf says neither."""
    said = {c.category for c in p.cues}
    return "PLANNED" in said and not said.isdisjoint(("PAST", "CURRENT")) and not p.leaf.get("status")


def _outside(
    view: str, work: Work, rule: Rule | None, heard: list[tuple[int, int]], found: list["re.Match[str]"]
) -> bool:
    """Whether any of the words stands in no leaf, cue, value, name or reading, and is not harmless."""
    spans = [*heard, *work.silent, *urgency.told(view, work.start, work.end)]
    spans += [(p.start, p.end) for p in work.parts] + [(c.start, c.end) for p in work.parts for c in p.cues]
    spans += [(q.start, q.end) for q in work.quantities] + [piece for w in work.windows for piece in w.pieces]
    spans += [(m.start, m.end) for m in work.mentions]
    spans += [m.span() for m in _HARMLESS.finditer(view, work.start, work.end)]
    if work.kind == "exclusion":
        spans += [m.span() for m in _EXCLUDING.finditer(view, work.start, work.end)]
        spans += [m.span() for m in [_IF.match(view, work.start, work.end)] if m is not None]
    spans += [(leaf["span"]["start"], leaf["span"]["end"]) for leaf in (leaves_of(rule) if rule else ())]
    return any(not any(a <= m.start() < b for a, b in spans) for m in found)
