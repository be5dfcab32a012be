"""Words beside a name or a value that ask for nothing: all courses of a disease, the same unit again, who tells."""

import re

from ...patterns.gate import Gated
from .needing import NEEDED

EITHER_COURSE = Gated(
    r"\(\s*(?:either\s+)?(?:acute\s*(?:or|and|and/or|/)\s*chronic|chronic\s*(?:or|and|and/or|/)\s*acute)\s*\)",
    re.IGNORECASE,
)
""" "Pancreatitis (acute or chronic)" is any pancreatitis."""
SAME_UNIT = Gated(
    r"(?<=[a-zA-Zµμ])\s*\(\s*(?:[pnµμum]|mc)?(?:g|mol|IU|U)\s*/\s*[md]?L\s*\)",
    re.IGNORECASE,
)
""" "Calcitonin ≥ 50 ng/L (pg/mL)"."""
SELF_REPORTED = Gated(
    r"\b(?:self|patient|parent|participant|subject)[\s-]reported\b(?!\s+(?:\w+\s+)?(?:information|outcome|measure|questionnaire|data|score|scale))",
    re.IGNORECASE,
)
EVIDENCE_BY = Gated(
    r"\b(?:(?:(?:or|and|and/or)\s+)?(?:radiographic(?:al)?|radiologic(?:al)?|clinical|echocardiographic|sonographic|"
    r"electrocardiographic|histologic(?:al)?|serologic(?:al)?|biochemical|laboratory|imaging|endoscopic|angiographic|microbiologic(?:al)?)"
    r"\s*,?\s+)+(?=(?:(?:or|and)\s+\w+\s+)?(?:evidence|proof)\s+(?:of|for)\b)",
    re.IGNORECASE,
)
""" "Radiographic evidence of pneumonia": how it is known."""
IN_ANY_ORDER = Gated(
    r",?\s*\b(?:(?:given|administered|received|used)\s+)?(?:either\s+)?(?:(?:concurrent|simultaneous|concomitant|sequential|separate)ly|"
    r"together|in\s+(?:combination|sequence|succession))\s+or\s+(?:(?:concurrent|simultaneous|concomitant|sequential|separate)ly|"
    r"in\s+(?:combination|sequence|succession))(?!\s+with)\b",
    re.IGNORECASE,
)
""" "A and B, given concurrently or sequentially"."""
NOTE = Gated(r"(?:(?<=\()|(?<=[.;)]\s)|(?<=[.;)]\s\())(?:please\s+)?note\s*(?:that\b|[:-])", re.IGNORECASE)
""" "Live vaccines (Note: influenza vaccine is allowed)"."""
_SEX = r"(?:genders?|sex(?:es)?|ages?)"
EITHER_SEX = Gated(
    rf"\b{_SEX}\s*:?\s*(?:(?:is|are)\s+)?(?:unrestricted|unlimited|unspecified|irrelevant|not\s+(?:limited|restricted|specified|relevant)|no\s+limit\w*)\b"
    rf"|\b(?:no|without)\s+(?:any\s+)?{_SEX}\s+(?:limit(?:s|ed|ations?)?|restrict(?:ions?|ed)|preferences?|requirements?)\b"
    rf"|\b(?:no|without)\s+(?:any\s+)?(?:limit(?:s|ations?)?|restrictions?)\s+(?:on|of|as\s+to|in|for|by|to|regarding)\s+(?:the\s+)?{_SEX}\b",
    re.IGNORECASE,
)
""" "18 to 70 years, gender unrestricted"."""
BY_FORMULA = Gated(
    r"\b(?:(?:modified|standard|adjusted|bedside|updated)\s+)?"
    r"(?:cockcroft(?:\s*[-–/&]\s*|\s+(?:and\s+|&\s*)?)gault|gault|mdrd|ckd-epi|fridericia|bazett|jelliffe|schwartz|mosteller|dubois|calvert)"
    r"(?:['’]?s)?[\s-]+(?:(?:\d{4}|creatinine|study|correction)\s+)*(?:formulas?|equations?|methods?|corrections?|estimat(?:e|ion)|calculations?)\b",
    re.IGNORECASE,
)
""" "Clearance ≥ 40 mL/min by the Cockcroft-Gault equation"."""
BY_ANTIBODIES = Gated(r"(?<=\(HIV)[\s-]?(?:1\s*/\s*2\s+)?antibod(?:y|ies)(?=\s*\))", re.IGNORECASE)
""" "HIV infection (HIV 1/2 antibodies)"."""
WHEN_SIGNED = Gated(
    r"\b(?:at|on|by|when|upon)\s+(?:the\s+)?(?:(?:time|day|date|moment)\s+)?(?:(?:of|that|when|the|their|his|her|written|is|was|"
    r"are|were|obtain(?:ed|ing)|sign(?:s|ed|ing|ature)?|giv(?:en|ing)|provid(?:ed|ing))\s+)*(?:informed\s+)?(?:consent|ICF)\b"
    r"(?:\s+form)?(?:\s*\(ICF\))?(?:\s+(?:is|was)\s+(?:signed|given|obtained))?",
    re.IGNORECASE,
)
AT_A_VISIT = Gated(
    r"\b(?:at|on|during)\s+(?:the|each|every|any)\s+(?:[\w/-]+\s+){1,2}(?:visits?|evaluations?|appointments?)\b",
    re.IGNORECASE,
)
"""When a value was measured: "at the pre-leukapheresis visit"."""
_TRAITS = (
    r"(?:(?:ages?|genders?|sex(?:es)?|races?|racial|ethnic(?:al|it(?:y|ies))?|social(?=\s+(?:group|background|origin))|nationalit(?:y|ies)|religions?|"
    r"skin\s+colou?rs?|sexual\s+orientations?)(?:\s+(?:groups?|backgrounds?|origins?|orientations?))?)"
)
ANYBODY = Gated(
    rf"\b(?:(?:of\s+|from\s+)?(?:any|all|either|both)|(?:regardless|irrespective)\s+of)\s+{_TRAITS}"
    rf"(?:(?:\s*,?\s*\b(?:and|or)\b\s*|\s*[,/]\s*)(?:(?:any|all|of\s+any)\s+)?{_TRAITS})*(?!\s*(?:[<>≤≥=]|\d|above|over|under|between))",
    re.IGNORECASE,
)
"""Everybody: "of any sex, race or ethnicity"."""
LIMITS_INCLUDED = Gated(
    r"\binclusive\s+of\s+(?:both\s+|the\s+)*(?:limits?|ends?|end\s?-?points?|bounds?|boundar(?:y|ies))\b", re.IGNORECASE
)
_SAMPLE = (
    r"(?:urine|serum|blood|plasma|saliva|stool|urinalysis|dipstick|(?:central|local)\s+lab(?:oratory)?|"
    r"(?:central(?:ly)?|local|independent|blinded)\s+(?:read(?:ing)?|review(?:ed)?|assessment))"
)
IN_WHAT = Gated(
    rf"\(\s*(?:n\s*=\s*\d+|(?:(?:by|in|on|from|either|using)\s+)*{_SAMPLE}(?:(?:\s*[,/]\s*|\s+(?:or|and)\s+|\s+){_SAMPLE})*"
    r"(?:[\s-]+(?:tests?|testing|samples?|verified|confirmed))*)\s*\)",
    re.IGNORECASE,
)
"""In what it was measured, or how many: "positive pregnancy test (urine or serum)", "scoliosis (n=20)"."""
BY_A_TEST = Gated(
    r"\(\s*(?:(?:with|by|on|an?)\s+)*positive\s+(?:(?:serum|blood|viral|rapid|antigen|antibody|serological|serologic|nucleic\s+acid)\s+)*"
    r"(?:serolog(?:y|ies)|tests?|testing|PCR|RT-PCR|cultures?|swabs?|smears?|biops(?:y|ies))\s*\)",
    re.IGNORECASE,
)
"""How an infection is known: "hepatitis B or C (positive serology)"."""
ALONE_OR_NOT = Gated(
    r"\b(?:alone|(?:as\s+)?monotherapy)\s*,?\s+or\s+(?=(?:(?:in\s+combination|in\s+conjunction|combined|together)\s+)?with\b)",
    re.IGNORECASE,
)
"""Of what another may be beside: "rituximab, alone or in combination with bendamustine"."""
JUDGED = Gated(
    r"\b(?:clinical(?:ly)?|medically)\s+(?:significant|relevant|important|meaningful)\b"
    r"|(?<!not\s)\bof\s+(?:potential\s+)?(?:clinical|medical)\s+(?:significance|relevance|importance)\b",
    re.IGNORECASE,
)
FOR_ANY_REASON = Gated(
    r"\b(?:for|due\s+to|from)\s+(?:any|whatever)\s+(?:(?:medical|clinical|underlying)\s+)?(?:reasons?|causes?|indications?|purposes?)\b"
    r"(?:\s+(?:whatsoever|at\s+all))?(?!\s+(?:other|but|except|apart|that|which|who|unless|related|requiring|not|to|of)\b)",
    re.IGNORECASE,
)
""" "Splenectomy for any reason"."""
WHETHER_OR_NOT = Gated(
    r",?\s*\bwhether\s+(?:or\s+not\s+(?:(?:it|they|this|that)\s+)?(?:(?:was|were|is|are|has|have|had|been)\s+)*\w+(?:ed|en)?|"
    r"(?:(?:it|they)\s+)?(?:(?:was|were|is|are|has|have|been)\s+)*\w+ed\s+or\s+not)(?=\s*(?:[.,;)]|\Z))",
    re.IGNORECASE,
)
""" "Prior bevacizumab, whether or not it was tolerated"."""
STILL = Gated(
    r"\bstill\s+(?=(?:on|taking|receiving|using|under|undergoing|requir\w+|need\w*|treated|dependent)\b)",
    re.IGNORECASE,
)
""" "Still on warfarin": on it today, as "on" says."""
BASED_ON_IT = Gated(
    r"(?<=\w)-(?:based|containing)\s+(?:(?:combination|treatment|drug|dual|triple)\s+)?(?:regimens?|combinations?)\b"
    r"(?!\s+(?:of|with|that|which|including|containing|other|not|without)\b)",
    re.IGNORECASE,
)
""" "A dolutegravir-based regimen": the drug is taken."""
ALL = (
    BASED_ON_IT,
    NEEDED,
    STILL,
    WHETHER_OR_NOT,
    FOR_ANY_REASON,
    EITHER_COURSE,
    JUDGED,
    IN_WHAT,
    BY_A_TEST,
    ANYBODY,
    LIMITS_INCLUDED,
    WHEN_SIGNED,
    AT_A_VISIT,
    ALONE_OR_NOT,
    SAME_UNIT,
    SELF_REPORTED,
    EVIDENCE_BY,
    IN_ANY_ORDER,
    NOTE,
    EITHER_SEX,
    BY_FORMULA,
    BY_ANTIBODIES,
)
