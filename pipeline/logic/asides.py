"""Words beside a name or a value that ask for nothing: all courses of a disease, the same unit again, who tells."""

import re

from ...patterns.gate import Gated

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
    r"\b(?:(?:modified|standard|adjusted|bedside|updated|jelliffe|(?:bedside\s+)?schwartz|devine|mosteller|dubois|calvert)\s+)?"
    r"(?:cockcroft(?:\s*[-–/&]\s*|\s+(?:and\s+|&\s*)?)gault|gault|mdrd|ckd-epi|fridericia|bazett|jelliffe|schwartz|mosteller|dubois|calvert)"
    r"(?:['’]?s)?[\s-]+(?:(?:\d{4}|creatinine|study|correction)\s+)*(?:formulas?|equations?|methods?|corrections?|estimat(?:e|ion)|calculations?)\b",
    re.IGNORECASE,
)
""" "Clearance ≥ 40 mL/min by the Cockcroft-Gault equation"."""
BY_ANTIBODIES = Gated(r"(?<=\(HIV)[\s-]?(?:1\s*/\s*2\s+)?antibod(?:y|ies)(?=\s*\))", re.IGNORECASE)
""" "HIV infection (HIV 1/2 antibodies)"."""
ALL = (EITHER_COURSE, SAME_UNIT, SELF_REPORTED, EVIDENCE_BY, NOTE, EITHER_SEX, BY_FORMULA, BY_ANTIBODIES)
