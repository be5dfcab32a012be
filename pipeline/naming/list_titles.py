"""Nouns that only say what a list behind their colon names: "any of the following **medications**: A, B".

Taken for a thing of its own, "medications" would turn away everybody who takes any.
"""

import re

from ...patterns.gate import Gated
from ..parts import Mention, Work

_FLAGS = re.IGNORECASE
_FOLLOWING = Gated(
    r"\b(?:the|these|of)\s+following\s+"
    r"(?P<plain>(?:(?:prohibited|disallowed|excluded|forbidden|restricted|specific|specified|listed|medical|clinical|"
    r"co-?morbid|co-?existing|pre-?existing|concomitant|concurrent|other|prior|previous|current|past|known)\s+)*)"
    r"(?P<noun>[^:.;,()\n]{3,60}?)(?P<more>\s+(?:(?:within|in|during|at|before|prior|for|over|from|less)\b|\().{0,80}?)?\s*:\s",
    _FLAGS,
)
_NARROWS = re.compile(
    r"\b(?:uncontrolled|severe|unstable|active|acute|chronic|serious|symptomatic|recurrent|refractory|untreated|moderate|mild)\b",
    _FLAGS,
)
_SIGN = r"(?:signs?|symptoms?|features?|findings?|manifestations?|indicators?|criteria|complications?|risk\s+factors?)"
_SIGNS_OF = re.compile(
    rf"{_SIGN}(?:\s*(?:/|and/or|and|or)\s*{_SIGN})?\s+(?:for|of|suggestive\s+of|suggesting|indicative\s+of|indicating|"
    r"consistent\s+with|compatible\s+with|associated\s+with)\s+"
    r"[^:.;,()\n]{2,50}?(?=\s*(?::|\(|\b(?:within|in|during|at|before|prior|over|from|less)\b))",
    _FLAGS,
)
""" "Any of the following risk factors for severe COVID-19": what they tell of is nobody's."""
_COLON = re.compile(r"\s*:\s")
_COLON_BEHIND = re.compile(r"(?:\s+(?:therap(?:y|ies)|treatments?|use))?\s*:\s", _FLAGS)
_GENERIC = frozenset(("medication",))
_OF_ALL_SORTS = frozenset(("infection", "malignancy", "cancer", "disease", "autoimmune disease", "comorbidity"))
_BEFORE = re.compile(
    r"\W*(?:(?:any|prior|previous|concurrent|concomitant|current|past|planned|other|recent|use\s+of|history\s+of)\s+)*",
    _FLAGS,
)
_STOP = re.compile(r"[.;()]|\b(?:except|other\s+than|unless|excluding|without|but)\b", _FLAGS)
_REST = Gated(r"\b(?:others?|the\s+rest|remaining)\b", _FLAGS)
_NEAR = 40
_PLAIN_NOUN = re.compile(r"(?:medicines|medicaments|remedies|preparations|compounds)\Z", _FLAGS)


def silence(view: str, work: Work) -> None:
    """Takes the titles of lists from the mentions; their words are silent."""
    if work.hole is not None or not view.count(":", work.start, work.end):
        return
    for m in _FOLLOWING.finditer(view, work.start, work.end):
        named = [x for x in work.mentions if m.start("noun") <= x.start and x.end <= m.end("noun")]
        unread = _PLAIN_NOUN.match(m["noun"])
        if (signs := _SIGNS_OF.match(view, m.start("noun"), m.end())) is not None:
            work.mentions = [x for x in work.mentions if not signs.start() <= x.start < signs.end()]
            work.references.append((m.start("plain"), signs.end()))
        elif (unread and not named) or (len(named) == 1 and _is_title(work, named[0], m)):
            work.mentions = [x for x in work.mentions if not any(x is n for n in named)]
            work.references.append((m.start("plain"), m.end("noun")))
    if not work.windows and (x := _opening(view, work)) is not None:
        work.mentions = [y for y in work.mentions if y is not x]
        work.references.append((x.start, x.end))
    for x in work.mentions if not work.windows else ():  # "medication: A within 7 days": the time tells when
        behind = [y for y in work.mentions if y.start > x.end]
        if x.name in _GENERIC and behind and (colon := _COLON.match(view, x.end, work.end)):
            if behind[0].start - colon.end() < 30 and behind[0].kind in _GIVEN:
                work.mentions = [y for y in work.mentions if y is not x]
                work.references.append((x.start, x.end))


def _opening(view: str, work: Work) -> Mention | None:
    """The title that opens a criterion, with things of its sort behind the colon: "Surgery: no prior surgery"."""
    first, then = (*sorted(work.mentions, key=lambda y: (y.start, y.end)), None, None)[:2]
    if first is None or then is None or _BEFORE.fullmatch(view, work.start, first.start) is None:
        return None
    colon = _COLON_BEHIND.match(view, first.end, work.end)
    if colon is None or not 0 <= then.start - colon.end() <= _NEAR or _STOP.search(view, colon.end(), then.start):
        return None
    if _REST.search(view, then.end, work.end):
        return None  # "Antibodies: rituximab within 6 months, others within 5 half-lives"
    if view[first.start : first.end].lower().endswith(f" {view[then.start : then.end].lower()}"):
        return None  # "Myelosuppressive chemotherapy: at least 2 weeks since chemotherapy"
    given = first.kind in _GIVEN and first.name not in _GENERIC and then.kind in _GIVEN
    return first if given or (first.kind == then.kind == "condition" and first.name in _OF_ALL_SORTS) else None


def _is_title(work: Work, x: Mention, m: "re.Match[str]") -> bool:
    """Whether a name is all that the title says, and what is listed is of its sort."""
    if x.start != m.start("noun") or x.end != m.end("noun") or _NARROWS.search(m["noun"]):
        return False
    listed = [y for y in work.mentions if y.start >= m.end()]
    return bool(listed) and (x.kind in _GIVEN) == (listed[0].kind in _GIVEN)


_GIVEN = frozenset(("drug", "drug_class", "procedure", "therapy", "vaccine"))
