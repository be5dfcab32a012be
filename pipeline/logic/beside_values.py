"""Words beside values that bound nothing: the whole of a share, titles over limits, sites, what a scale measures."""

import re
from itertools import pairwise

from ...patterns.fold import fold_phrase
from ...patterns.gate import Gated
from ...patterns.measures import lexicon
from ..parts import Part, Work
from ..segment.headings import is_topic

Span = tuple[int, int]

_FLAGS = re.IGNORECASE
_NO_SHARE = (
    r"(?!predicted|baseline|normal|(?:pre)?doses?|days?|nights?|time|visits?|sessions?|patients?|subjects?|participants?|"
    r"those|(?:\w+\s+)?(?:best|max\w*|limit|dos(?:e|es|age))\b|expected|ideal|ULN|LLN|upper|lower|mean|median|previous|"
    r"prior|initial|control|reference|age|pre-|unknown|unclear|duration|any\b|more\b|less\b)"
)
"""What is no whole, but what a value is told against, or something else."""
_ENDS = (
    r"(?:and|or|with|in|on|at|by|from|before|after|if|who|that|within|during|for|as|is|are|unless|despite|per|prior|"
    r"using|measured|without|not)\b"
)
_SHARE_OF = re.compile(
    r"\s+of\s+(?:(?:the|all|their|his|her|total|nucleated|analy[sz]ed|counted|evaluable)\s+)*"
    rf"{_NO_SHARE}[a-z][\w-]*(?:\s+(?!{_ENDS})[a-z][\w-]*){{0,3}}(?=\s*(?:[,;.)\]]|\Z)|\s+{_ENDS})",
    _FLAGS,
)
""" "Blasts > 20% of nucleated cells": the share's whole."""
_TITLE = Gated(
    r"(?P<topic>[a-z][\w/&, -]{2,60}?)(?:\s+(?:(?:with)?in|meeting|as\s+per|according\s+to)\s+(?:the\s+)?"
    r"(?:following|these|below)\s+(?:acceptable\s+|normal\s+|reference\s+)?"
    r"(?:limits?|ranges?|parameters?|values?|thresholds?|criteria|levels?)"
    r"(?:\s+at\s+screening)?\s*[:,]?|(?:\s+as\s+follows)?\s*:)\s",
    _FLAGS,
)
_OUT_OF_RANGE = Gated(
    r"(?:any\s+)?(?:(?:clinically\s+|medically\s+)?(?:significant(?:ly)?|relevant)\s+)?"
    r"(?:(?:abnormal|out[\s-]of[\s-]range)\s+(?:(?:clinical|safety|screening|blood|laboratory|lab|haematology|hematology|biochemistry)\s+)*"
    r"(?:tests?|values?|results?|findings?|parameters?|labs?|laborator(?:y|ies))(?:\s+(?:results?|values?))?|"
    r"(?:(?:laboratory|lab|blood)\s+)(?:tests?\s+|values?\s+)?abnormalit(?:y|ies))"
    r"(?:\s+(?:at|during)\s+(?:the\s+)?(?:screening|baseline|enrol+ment)(?:\s+visit)?)?"
    r"(?:\s*,?\s*(?:defined\s+as|as\s+follows)(?:\s+any\s+of(?:\s+the\s+following)?)?\s*:?|\s*:)\s",
    _FLAGS,
)
"""Over values that exclude: "abnormal laboratory tests at screening: ALT > 2 x ULN"."""
_TOPICS = frozenset(
    (
        *(
            "vital",
            "signs",
            "sign",
            "laboratory",
            "lab",
            "values",
            "value",
            "tests",
            "test",
            "results",
            "result",
            "blood",
        ),
        *("count", "counts", "cell", "hematology", "haematology", "hematological", "haematological", "chemistry"),
        *("biochemistry", "biochemical", "clinical", "safety", "ecg", "electrocardiogram", "parameters", "parameter"),
        *("liver", "kidney", "renal", "hepatic", "function", "organ", "bone", "marrow", "coagulation", "screening"),
        *("hormone", "levels", "and", "or"),
    )
)
_LISTED = re.compile(r"([a-z]+)(?:\s*[,/]\s*(?:or\s+|and\s+)?|\s+(?:or|and)\s+)\Z", _FLAGS)
_REACH = 40
_SCORE_ON = re.compile(
    r"\s+(?:symptom\s+)?(?:score|severity|intensity|level|rating)s?(?:[\s,(]|(?:as\s+)?(?:assess|measur|evaluat|determin|rat|defin)ed\b|"
    r"\b(?:by|on|with|using|via|per|the|of|according|to)\b)+",
    _FLAGS,
)
_DILATED = re.compile(
    r"[\s,(]*(?:(?:measured|assessed|obtained|recorded)\s+)?(?:(?:pre|post|before|after|following)[\s-]+|(?:\d+\s*[-–]?\s*)+min(?:ute)?s?\s+)+"
    r"(?:the\s+)?(?:(?:use|inhalation|administration)\s+of\s+)?(?:an?\s+)?(?:(?:short|rapid)[\s-]acting\s+)?"
    r"(?:bronchodilat(?:ors?|ion)|salbutamol|albuterol)\b\s*\)?",
    _FLAGS,
)
""" "FEV1 < 80% predicted, post-bronchodilator": when it was blown."""
_BLOWN = frozenset(("FEV1", "FVC", "FEV1/FVC", "PEF", "FEV1 reversibility"))
_TOPIC_BEFORE = re.compile(
    r"\b(?:(?:cardiac|heart|liver|hepatic|renal|kidney|lung|pulmonary|physical|cognitive)\s+function(?:al)?(?:\s+(?:status|class|grade|level))?"
    r"\s*[(,:]?\s*|(?:daily\s+|weekly\s+)?(?:consumption|intake|ingestion|drinking)\s+(?:of\s+)?)\Z",
    _FLAGS,
)
""" "Cardiac function (NYHA) class II", "consumption of > 40 g of alcohol": of what it is, or how it is taken."""
_OF_A_TOPIC = frozenset(("NYHA", "Child-Pugh", "Child-Pugh score", "Killip class", "alcohol intake"))
_SCALE_OF = re.compile(
    r"\s*[(\[]\s*(?:(?:by|according\s+to|per|on)\s+(?:the\s+)?)?(?:modified\s+|revised\s+)?"
    r"(?-i:[a-z]{0,2}[A-Z][\w/'’-]*(?:[\s-]+(?:and\s+)?[A-Z][\w/'’-]*){0,3})"
    r"(?:\s+(?:classification|criteria|system|scale|score|grading|staging|stage|grade))?\s*[)\]]",
    _FLAGS,
)
""" "Endometriosis stage III-IV (rASRM)", "haemorrhoids grade III (Goligher)": by whose scale it is graded."""
_NO_SCALE = re.compile(r"\b(?-i:[A-Z])[a-z]+(?:ed|ing|ic|al|ous|ive|ary|ent|ant|able|ly|ion|ity|only)\b(?!-)", _FLAGS)
""" "Stage III (Symptomatic)": what says more than whose scale it is."""
_TOXICITY = re.compile(r"CTC|NCI|\bAEs?\b|toxicit|common\s+term", _FLAGS)
_GRADED = frozenset(("disease stage", "grade", "severity", "tumor grade"))
_ANY_SCALE = frozenset(("VAS", "NRS"))
"""Scales that say nothing of what they measure."""


def silence(view: str, work: Work) -> list[Span]:
    """The words beside a criterion's values that add nothing; what was found in the whole of a share is dropped."""
    values = [p for p in work.parts if p.leaf["op"] == "threshold"]
    if not values:
        return []
    shares = [m.span() for p in values if p.leaf["range"]["unit"] == "%" and (m := _whole(view, work, p))]
    if shares:
        work.parts = [p for p in work.parts if p in values or not any(a <= p.start and p.end <= b for a, b in shares)]
    measured = [(a.start, b.start) for a, b in pairwise(work.parts) if _is_measured_by(view, a, b)]
    work.parts = [p for p in work.parts if not any(p.start == a for a, _ in measured)]
    dilated = [
        m.span() for p in values if p.leaf["measure"]["name"] in _BLOWN and (m := _DILATED.match(view, p.end, work.end))
    ]
    work.parts = [p for p in work.parts if not any(a <= p.start < b for a, b in dilated)]
    told = [m.span() for p in values if _is_of_a_topic(p) and (m := _TOPIC_BEFORE.search(view, work.start, p.start))]
    out = (
        shares
        + measured
        + dilated
        + told
        + [m.span() for p in values if (m := _scale(view, work, p))]
        + [site for p in values for site in _sites(view, work, p)]
    )
    for p in values:
        _of_another_scale(view, work, p)
    title = _TITLE.match(view, work.start, work.end)
    if title is not None and title.end() <= values[0].start and _is_topic(title["topic"]):
        work.parts = [p for p in work.parts if p.start >= title.end()]
        out.append(title.span())
    abnormal = _OUT_OF_RANGE.match(view, work.start, work.end) if work.kind == "exclusion" else None
    behind = [p for p in work.parts if abnormal is not None and p.start >= abnormal.end()]
    if (
        abnormal is not None
        and behind
        and behind[0] is values[0]
        and not view[abnormal.end() : behind[0].start].strip()
    ):
        work.parts = behind
        out.append(abnormal.span())
    return out


def _is_of_a_topic(p: Part) -> bool:
    return p.leaf["measure"]["name"] in _OF_A_TOPIC


def _of_another_scale(view: str, work: Work, p: Part) -> None:
    """ "Atrial fibrillation grade III (EHRA)": a grade of that scale, and of no list of toxicities."""
    m = _SCALE_OF.match(view, p.end, work.end) if p.leaf["measure"]["name"] == "CTCAE grade" else None
    if (
        m is None
        or _TOXICITY.search(m.group())
        or _TOXICITY.search(view, p.start, p.end)
        or _NO_SCALE.search(m.group())
    ):
        return
    p.leaf["measure"] = {**p.leaf["measure"], "name": "grade"}


def _scale(view: str, work: Work, p: Part) -> "re.Match[str] | None":
    """The scale in brackets behind a stage or grade, where nothing in it is read as more."""
    m = _SCALE_OF.match(view, p.end, work.end) if p.leaf["measure"]["name"] in _GRADED else None
    if m is not None and _NO_SCALE.search(m.group()):
        return None
    return None if m is None or any(m.start() <= q.start < m.end() for q in work.parts) else m


def _is_measured_by(view: str, a: Part, b: Part) -> bool:
    """ "Fatigue score assessed by MFIS ≥ 14": the scale's value is asked for, and no disease beside it."""
    if a.leaf["op"] != "condition" or a.cues or b.leaf["op"] != "threshold" or b.leaf["measure"]["name"] in _ANY_SCALE:
        return False
    return a.end < b.start and _SCORE_ON.fullmatch(view, a.end, b.start) is not None


def _is_topic(phrase: str) -> bool:
    return is_topic(phrase, over_items=True) or _TOPICS.issuperset(re.findall(r"[^\W_]+", phrase.lower()))


def _whole(view: str, work: Work, p: Part) -> "re.Match[str] | None":
    """What a share is of, where nothing in it is more than a name."""
    m = _SHARE_OF.match(view, p.end, work.end)
    inside = [q for q in work.parts if m is not None and p.end <= q.start < m.end()]
    plain = all(q.leaf["op"] == "condition" and q.end <= m.end() and not q.cues for q in inside) if m else False
    return m if plain and (p.value is None or p.value[1] >= p.end - 2) else None


def _sites(view: str, work: Work, p: Part) -> list[Span]:
    """ "Oral or axillary temperature": the words that make, with the noun behind them, the same measure."""
    measure = p.leaf["measure"]
    first, space, noun = " ".join((measure.get("text") or "").split()).partition(" ")
    name = measure["name"]
    out: list[Span] = []
    at = p.start
    while space and (m := _LISTED.search(view, max(work.start, at - _REACH), at)) is not None:
        phrase = f"{m[1]} {noun}"
        entry = lexicon().get(fold_phrase(phrase), phrase)
        if entry is None or entry.name != name or m[1].lower() == first.lower():
            break
        out.append(m.span())
        at = m.start()
    return out
