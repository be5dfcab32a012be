"""Words that leave no leaf sure, for what they say stands elsewhere: in a footnote, another document, a permission."""

import re

from ...patterns.gate import Gated, Several

_FOOTNOTE = Gated(r"(?<![*\s])[\w)%] ?(?:\*{1,3}|[†‡])(?=[\s.,;)]|$)")
_PERMISSION = Gated(
    r"\b(?:(?:is|are|will\s+be|may\s+be|can\s+be)\s+(?:allowed|permitted|eligible|acceptable|not\s+exclusionary|not\s+excluded|not\s+considered|included|accepted)|"
    r"(?<!\bnot\s)(?<!\bnot\sbe\s)(?:allowed|permitted)|not\s+exclusionary|not\s+be\s+excluded|is\s+acceptable|are\s+eligible)\b",
    re.IGNORECASE,
)
_EACH_SIDE = Gated(
    r"\b(?:per|each|every|both)\s+(?:side|eye|ear|nostril|nasal\s+cavity|knee|hip|leg|limb|foot|arm|hand|breast|kidney|lung|"
    r"quadrant|lobe)s?\b",
    re.IGNORECASE,
)
"""What is said of each side no leaf says."""
_MAY_BE = Gated(
    r"\b(?:(?:who|or|and|,)\s+(?:may|might|could)\s+(?:be(?!\s+pregnant)|have|get|develop)|are\s+or\s+(?:may|might|could)\s+be|"
    r"(?:patients?|subjects?|participants?|individuals?|they|women|men|children)\s+(?:may|might|could)\s+(?:also\s+|still\s+)?"
    r"(?:be|have|receive|take|use|undergo|continue|enrol\w*|participate)|"
    r"(?:may|might|could)\s+(?:(?:soon\s+)?(?:need|require|undergo|start|begin)|have\s+(?:been|had|received|undergone|taken)))\b|\bno\s+longer\b(?!\s+than)",
    re.IGNORECASE,
)
"""What is only possible, allowed or over: "who are or may be pregnant", "might need surgery", "no longer smoking"."""
_IN_THE_PROTOCOL = Gated(
    r"\b(?:defined|described|listed|specified|outlined|detailed|given|mentioned|set\s+out)\s+(?:in|by|at|under)\s+"
    r"(?:the\s+)?(?:study\s+|trial\s+)?(?:section|appendix|annex|table|protocol|attachment|manual)\b|"
    r"\b(?:per|according\s+to|in\s+accordance\s+with)\s+(?:the\s+)?(?:study\s+|trial\s+)?(?:protocol|appendix)\b",
    re.IGNORECASE,
)
"""What is meant stands in another document: "heat intolerance as defined in section 5.1"."""
_ANY_AT_ALL = Gated(r"(?<=\w)(?<!\bif)\s+any\s*(?=[,;)]|$)", re.IGNORECASE)
"""Behind a measure or a marker it says that nothing is asked: "PD-L1 any"."""
TWICE = Gated(
    r"\b(?:at|on|in|from|over|across)\s+(?:at\s+least\s+)?(?:two|three|[23])\s+(?:or\s+more\s+)?"
    r"(?:(?:consecutive|separate|different|independent|successive|(?:24|12)[\s-]?h(?:ours?)?|urine|blood|timed)\s+)*"
    r"(?:visits|occasions|samples|measurements|readings|collections|determinations)\b",
    re.IGNORECASE,
)
"""How often a value is found no leaf says."""
SIGNS = Several(TWICE, _ANY_AT_ALL, _PERMISSION, _FOOTNOTE, _EACH_SIDE, _MAY_BE, _IN_THE_PROTOCOL)
