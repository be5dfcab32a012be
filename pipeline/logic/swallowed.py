"""Words inside a leaf that no name of it carries: "platelets (unsupported) ≥ 50", "topical allergy to A"."""

import re
from functools import cache
from itertools import pairwise

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.measures import measures
from ...patterns.words import quality_words, silent_words, status_words
from ..parts import Part, Work

_BRACKET = re.compile(r"[(\[](?P<said>[^()\[\]]+)[)\]]")
_HOW = frozenset(
    ("estimated", "calculated", "measured", "predicted", "mean", "average", "median", "serum", "plasma", "blood",
     "arterial", "inspired", "fraction", "score", "scores", "transaminase", "reading", "measurement")
)  # fmt: skip
"""In brackets behind a measure they say how it is known."""
_PAST_OF = re.compile(r"\b(?:history|hx|h/o)\b", re.IGNORECASE)
_SEMICOLON = re.compile(r"[\s)\]]*;\s*(?:(?:and|or)\s+)?")
_HEAD = re.compile(
    r"allerg|hypersensitiv|sensitiv|anaphyla|intoleran|contra-?indicat|abus|depend|addict|misus|reaction|disorder",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|against|for)\b", re.IGNORECASE)
_OR_TO = re.compile(r"\bor\s+to\s", re.IGNORECASE)
_IF = re.compile(r"\s*,?\s*(?:if|when|unless|that|which|who)\b", re.IGNORECASE)
_NAMES = frozenset(("allergy", "intolerance", "contraindication", "substance abuse"))
_PLAIN = frozenset(
    ("absolute", "relative", "medical", "general", "strong", "formal", "specific", "true", "proven", "personal", "drug",
     "substance", "medication", "medicine", "food", "multiple", "severe", "life", "threatening", "systemic", "reaction",
     "reactions", "response", "responses", "type", "kind", "sort", "nature", "severity", "grade", "degree", "relevance",
     "significance", "importance", "clinical", "immediate", "anaphylactic", "anaphylactoid", "idiosyncratic")
)  # fmt: skip
"""Degrees of an allergy, a contraindication or an abuse, which has one name whatever they are."""
_PER = re.compile(r"\bper\b", re.IGNORECASE)
_AFTERWARDS = Gated(
    r"\b(?:after|following)\s+(?:the\s+)?(?:(?:completion|end|start)\s+of\s+(?:the\s+)?)?"
    r"(?:screening|baseline|enrol?lment|inclusion|randomi[sz]ation|(?:study|trial)(?:\s+(?:entry|enrol?lment|participation|completion|period|end))?)"
    r"(?=\s*(?:[,;.)]|\Z))",
    re.IGNORECASE,
)
_IN_BRACKETS = Gated(
    r"(?<=\w\s)\(\s*(?:(?:not|no\s+longer|only|previously|well|adequately|successfully|currently)\s+)*(?:treated|past|previous|prior|former|old|stable|unstable|"
    r"resolved|active|inactive|recent|mild|moderate|severe|present)(?:\s+only)?\s*\)",
    re.IGNORECASE,
)
_WHEN = Gated(
    r"\b(?:(?:(?:one|two|three|once|twice|\d)\s+)?(?:times?\s+)?per\s+(?:day|week|month|year)|(?:next|this)\s+(?:week|month|year)"
    r"|at\s+(?:(?:the\s+)?time\s+of\s+)?(?:initial\s+|first\s+)?diagnosis|at\s+(?:night|home|work|school|birth)|despite\s+(?:treatment|therapy|medication)"
    r"|in\s+the\s+family|against\s+advice|(?:in|since|after|before|until)\s+(?:19|20)\d\d)(?=\s*(?:[,;.)<>≤≥]|\Z|\b(?:and|or|of)\b))",
    re.IGNORECASE,
)
"""When, where and in whom: words of grammar and of frames, which are silent elsewhere."""


def later(view: str, work: Work) -> bool:
    """ "CD4 count < 200 after screening", "asthma (treated)", "BP at night > 140": more than now, in silent words."""
    rated = any(p.value is not None and "/" in (p.leaf["range"]["unit"] or "") for p in work.parts)
    for pattern in (_AFTERWARDS, _IN_BRACKETS, _WHEN):
        for m in pattern.finditer(view, work.start, work.end):
            if rated and _PER.search(m.group()):
                continue
            held = (
                [(w.start, w.end) for w in work.windows] + work.references + [(q.start, q.end) for q in work.quantities]
            )
            held += [span for p in work.parts for span in _read(p)] + [
                (c.start, c.end) for p in work.parts for c in p.cues
            ]
            if not any(a < m.end() and m.start() < b for a, b in held):
                return True
    return False


def of_last_object(view: str, work: Work) -> bool:
    """Whether in "allergy to A, or to B if it cannot be controlled" what is said behind B may be said of B alone."""
    objects = [p for p in work.parts if "to" in p.leaf]
    return any(
        a.end <= b.start and _OR_TO.search(view, a.end, b.end) and _IF.match(view, b.end, work.end)
        for a, b in pairwise(objects)
    )


def _read(p: Part) -> list[tuple[int, int]]:
    """The words that a part has read: a measure and its value, or what an allergy is to, not those between."""
    if p.value is not None:
        return [p.focus, p.value]
    what = (p.leaf.get("to") or {}).get("span")
    return [(what["start"], what["end"]) if what else (p.start, p.end)]


def of_first_alone(view: str, work: Work) -> bool:
    """ "No stroke; gout; asthma", "history of stroke; gout": whether it is said of the next, too."""
    return any(
        a.leaf["op"] == b.leaf["op"] == "condition"
        and not b.cues
        and b.leaf["condition"]["name"] not in ("pregnancy", "breastfeeding")
        and _led_by(view, a)
        and _SEMICOLON.fullmatch(view, a.end, b.start) is not None
        for a, b in pairwise(work.parts)
    )


def _led_by(view: str, p: Part) -> bool:
    """Whether words before a disease deny it, or tell that it is of its past or of the family."""
    if p.leaf["condition"]["name"].startswith("family history"):
        return True
    ahead = [c for c in p.cues if c.end <= p.start]
    return any(c.category == "NEGATED" or _PAST_OF.search(view, c.start, c.end) is not None for c in ahead)


def any_by(view: str, work: Work, p: Part) -> bool:
    """Whether a leaf's words hold more than the leaf says."""
    if p.leaf["op"] == "threshold":
        return _in_a_bracket(view, work, p)
    return p.leaf["op"] == "condition" and p.leaf["condition"]["name"] in _NAMES and _before_its_head(view, work, p)


def _in_a_bracket(view: str, work: Work, p: Part) -> bool:
    """Of what is measured a bracket before the value may tell another kind: "bilirubin (direct) ≤ 2"."""
    if p.value is None or p.focus[1] >= p.value[0]:
        return False
    return any(
        not _says_the_same(view, work, p, *m.span("said"))
        for m in _BRACKET.finditer(view, p.focus[1], p.value[0])
        if not any(a < m.end() and m.start() < b for a, b in p.also)
    )


def _says_the_same(view: str, work: Work, p: Part, start: int, end: int) -> bool:
    if fold_phrase(view[start:end]) in names_of(p.leaf["measure"]["name"]):
        return True
    held = [span for x in work.parts if x is not p for span in _read(x)]
    held += [(c.start, c.end) for x in work.parts for c in x.cues] + [(q.start, q.end) for q in work.quantities]
    held += [piece for w in work.windows for piece in w.pieces]
    words = [w for w in work.words if start <= w.start and w.end <= end and view[w.start : w.end].islower()]
    free = (w for w in words if not any(a <= w.start and w.end <= b for a, b in held))
    return all(w.key in silent_words() or w.key in _HOW for w in free)


@cache
def names_of(measure: str) -> frozenset[str]:
    """Every word for a measure, folded."""
    known = measures().get(measure)
    return frozenset(fold_phrase(word) for word in known.words) if known else frozenset()


def _before_its_head(view: str, work: Work, p: Part) -> bool:
    """ "Topical allergy to A", "allergy with rash to A", "alcohol-induced abuse": whether it is of a kind."""
    head = _HEAD.search(view, p.start, p.end)
    if head is None:
        return False
    what = (p.leaf.get("to") or {}).get("span")
    object_ = (what["start"], what["end"]) if what else (p.focus[1], p.focus[1])
    held = [span for x in work.parts if x is not p for span in _read(x)] + [object_]
    held += [(c.start, c.end) for x in work.parts for c in x.cues]
    read = silent_words() | quality_words() | status_words() | _PLAIN
    to = _TO.search(view, head.end(), object_[0])
    before, behind = (p.start, head.start()), (head.end(), to.start() if to else head.end())
    words = (w for w in work.words if any(a <= w.start and w.end <= b for a, b in (before, behind)))
    words = (w for w in words if not (view[w.start - 1] == "(" and view[w.end : w.end + 1] == ")"))  # "epidural (EP)"
    unread = (w for w in words if w.key not in read and not _HEAD.search(w.key))
    return any(not any(a <= w.start and w.end <= b for a, b in held) for w in unread)
