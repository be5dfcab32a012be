"""What a bare "grade" is a grade of: a toxicity, a tumour, or something with grades of its own."""

import re
from dataclasses import replace

from ...patterns.measures import measures
from ..parts import Bounded

_TOXIC = re.compile(r"CTC\b|CTCAE|NCI\b|toxic|adverse|side[- ]effect|resol|recover|returned|improved", re.IGNORECASE)
_TUMOR = re.compile(
    r"(?:carcin|lymph|sarc|gli|cyt|blast|mening|ependym|melan|thym|mesotheli|chord)omas?\b|\bGIST\b|\b(?:P?NE[TN]|NEC)s?\b|"
    r"tumou?rs?\b|cancers?\b|neoplas|malignan|metasta",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"varic|h(?:a)?emorrhoid|regurgitation|stenosis|reflux|prolapse|cele\b|cele\s|osteoarth|arthrosis|sprain|lacerat|tear\b|"
    r"ulcer|h(?:a)?emorrhage|encephalopathy|hydronephrosis|retinopathy|cataract|opacit|listhesis|insufficiency|injur|"
    r"trauma|burn|dysplasia|neoplasia|\bC?IN\b|fibrosis|steatosis|rejection|obes|murmur|block\b|view\b|heart failure|"
    r"laxity|school|level\b|fluorosis|mobility|recession|furcation|effort|striae|acne|aneurysm|fracture|"
    r"education|students?\b|child|pupil|girls|boys|pivot|effusion|AVM|malformation|diastolic dysfunction|"
    r"alopecia|endometriosis|hypertension|polyp|\bpitting|ascites|ACLF|acute[- ]on[- ]chronic|nephrocalcinosis|"
    r"gyna?ecomastia",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:read(?:s|ing)?|writ(?:e|ing)|literacy|school\w*|educat\w+|attending)\b|"
    r"\b(?:students?|pupils?|child(?:ren)?|girls|boys|kids|adolescents|youths?|enrolled|currently|are)\s+in\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""A grade of a school: "in grades 3 to 5", "a reading level of grade 6"."""
_THINGS = re.compile(r"[^siu]s\Z")
"""A name in the plural: what is counted."""
_WORD = re.compile(r"[a-z]{4}", re.IGNORECASE)
_HIGHEST = 5
"""Of the grades of a toxicity."""
_STAGE = re.compile(r"\bstages?\b", re.IGNORECASE)
_OR = re.compile(r"\s*(?:\([^()]{1,30}\))?\s*,?\s*or\s+", re.IGNORECASE)
_EDGE = re.compile(r"[.;:]\s|,|\b(?:with|in|who|due|after|during|or|and|unless|except)\b", re.IGNORECASE)


def graded(view: str, start: int, end: int, bounded: list[Bounded]) -> list[Bounded]:
    """Names every bare grade by the words around it, and a bare stage by the one before: "CKD stage 3, or stage 2"."""
    out: list[Bounded] = []
    for b in bounded:
        if b.name == "Injury Severity Score" and (
            b.quantity.roman or _STAGE.search(view, max(start, b.start - 12), b.end)
        ):
            b = replace(b, name="ISS stage", measure=measures()["ISS stage"])  # of a myeloma
        if b.quantity.roman and b.measure is not None and b.measure.unit == "1" and _THINGS.search(b.name):
            continue  # "two class II lesions": a class, and no number of them
        before = out[-1] if out else None
        if b.name == "disease stage" and before is not None and before.name.endswith(" stage"):
            same = _OR.fullmatch(view, before.end, b.start)
            b = replace(b, name=before.name, measure=before.measure) if same else b
        out.append(_named(view, start, end, b) if b.name == "grade" else b)
    return out


def _beyond(b: Bounded) -> bool:
    return max(b.quantity.lower or 0, b.quantity.upper or 0) > _HIGHEST


def _named(view: str, start: int, end: int, b: Bounded) -> Bounded:
    before = _EDGE.split(view[max(start, b.start - 60) : b.start].rstrip(" \n,("))[-1]
    after = _EDGE.split(view[b.end : min(end, b.end + 60)], maxsplit=1)[0]
    if _SCHOOL.search(view[max(start, b.start - 60) : b.start]) or _SCHOOL.search(after):
        name = "school grade"
    elif _TOXIC.search(view, start, end):
        name = "CTCAE grade"
    elif _TUMOR.search(before) or _TUMOR.search(after):
        name = "tumor grade"
    elif _beyond(b) or _OWN.search(before) or _OWN.search(after) or not _WORD.search(before + after):
        name = "grade"
    else:
        name = "CTCAE grade"
    return replace(b, name=name, measure=measures()[name])
