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
ALL = (EITHER_COURSE, SAME_UNIT, SELF_REPORTED, EVIDENCE_BY)
