"""Words that say more, less or another thing than the leaves beside them: where they stand, nothing is sure."""

import re

from ...patterns.gate import Gated, Several
from ..parts import Work

_REQUIRING_OR = Gated(
    r"\b(?:requir\w+|needing|in\s+need\s+of)\s+(?:\w+\s+){0,2}(?:treatment|therapy|medication|intervention|care)\s+or\b",
    re.IGNORECASE,
)
""" "Infection requiring treatment or surgery": the surgery may be what it requires."""
_IS_KNOWN = Gated(
    r"\bstatus\s+(?:is|are|must\s+be|should\s+be|has\s+to\s+be|have\s+to\s+be)\s+(?:required|known|available|documented|determined|"
    r"reported|assessed|provided|tested)\b",
    re.IGNORECASE,
)
""" "Documented HPV status is required": it may be either."""
_MIGHT_GET = Gated(r"\beligible\s+to\s+(?:receive|undergo|be\s+treated|start|continue)\b", re.IGNORECASE)
"""What somebody might be given and was not: "eligible to receive chemotherapy"."""
_EACH_SESSION = Gated(
    r"\bper\s+(?:(?:treatment|dialysis|therapy)\s+)?(?:session|sitting|occasion|visit)\b", re.IGNORECASE
)
""" "At least 3 hours of dialysis per session": how long each is."""
_OR_SUSPECTED = Gated(
    r"\b(?:active|current|ongoing|acute|recent|chronic|recurrent)\s*(?:,|/|\band/or\b|\bor\b)\s*(?:suspected|possible|probable)\b",
    re.IGNORECASE,
)
""" "Active or suspected tuberculosis" is not only the active one."""
_FOR_FOLLOW_UP = Gated(
    r"\b(?:hospitali[sz]ed|admitted|admission|hospitali[sz]ation)\b[^,;.]{0,30}?\bfor\s+(?:(?:an?|the|their|his|her|routine|regular)\s+)*"
    r"follow[\s-]?up\b",
    re.IGNORECASE,
)
"""What an admission is for, in words that are silent elsewhere."""
_EXCLUSION_PERIOD = Gated(r"\bexclusion\s+period\b|\bperiod\s+of\s+exclusion\b", re.IGNORECASE)
"""Of another study: not every one has it, and it ends."""
_ON_MOST_DAYS = Gated(
    r"\b(?:most|nearly\s+all|almost\s+all|half|the\s+majority)\s+(?:of\s+)?(?:the\s+|all\s+)?(?:days|nights|mornings|weeks|months|time|day)\b",
    re.IGNORECASE,
)
""" "Pain on most days" is more than pain."""
_EVEN_IF = Gated(r"\beven\s+(?:if|when|though|with|without|after|before|during|on|in)\b", re.IGNORECASE)
""" "Gout, even if treated", "even with medication" ask for no treatment."""
_NOT_ASSOCIATED = Gated(r"\b(?:not|un)[\s-]?(?:associated\s+with|related\s+to|attribut\w+\s+to)\b", re.IGNORECASE)
""" "Seizures not associated with fever": there may be fever, too."""
_EXCEPT_WHEN = Gated(
    r"\b(?:except(?:ing)?|other\s+than|apart\s+from|excluding)\s+(?:for\s+)?(?:those\s+|that\s+|the\s+ones?\s+)?"
    r"(?:during|after|before|following|while|when)\s",
    re.IGNORECASE,
)
""" "Hypertension except during pregnancy": no kind of it, but when."""
_OTHER_SIGN = Gated(
    r"\b(?:under|below|less\s+than|younger\s+than)\s+[^()]{1,20}\(\s*[≤>≥]\s*\)"
    r"|\b(?:over|above|more\s+than|older\s+than)\s+[^()]{1,20}\(\s*[≥<≤]\s*\)",
    re.IGNORECASE,
)
""" "Under 80 years (≤)": the sign says what the word does not."""
_BETWEEN_VISITS = Gated(
    r"(?<!time\s)(?<!interval\s)(?<!period\s)\bbetween\s+(?:the\s+)?(?:screening|baseline|enrol\w+|consent|randomi[sz]ation|"
    r"visits?|inclusion)\b[^.;,()]{0,20}?\s+and\s",
    re.IGNORECASE,
)
""" "Relapse between screening and baseline": not at any time."""
_LIKE_IT = Gated(r"\bbiosimilars?\b", re.IGNORECASE)
""" "Adalimumab (Humira and biosimilars)": of adalimumab, and no other biologics."""
_AS_IT_MAY = Gated(
    r"\b(?:as|because|since)\s+(?:it|they|this|these)\s+(?:\w+\s+){0,2}?(?:may|might|could|can)\b[^.;()]*,\s*(?!(?:and|or)\b)[^.;,()]*$",
    re.IGNORECASE | re.MULTILINE,
)
""" "Beta blockers, as they may mask hypoglycaemia, diabetes": the reason, or the next of the list?"""
_SOMETHING_NEEDING = Gated(
    r"\b(?:an?y?|other|another)\s+(?:medical\s+)?(?:conditions?|diseases?|disorders?|illness(?:es)?|problems?)\s+"
    r"(?:(?:that|which)\s+)?(?:requir|need)(?:es?|s|ing)\s",
    re.IGNORECASE,
)
""" "A condition that requires surgery" is no surgery."""
_MAY_NOT = Gated(
    r"\W*(?:(?:\w+\s+){0,2}?(?:patients?|subjects?|participants?|females?|males?|women|men|they)\s+)?"
    r"(?:(?:who\s+)?may|who\s+(?:must|should|shall))\s+not\s+(?:be|become|get|have|take|receive|use|undergo)\b",
    re.IGNORECASE,
)
""" "May not be pregnant", "women who must not become pregnant" among exclusions: a requirement.

"Patients must not be pregnant" is a sentence of its own, and read.
"""
_NONE_AND_THOSE = Gated(
    r"\W*(?:no|not|without)\s+[^,;.()]+?\s(?:and|or)\s+(?:(?:patients?|subjects?|participants?|individuals|people|persons)"
    r"\s+(?:with|who|on|receiving|taking|having)|those\s+(?:with|who|on|receiving|taking|having))\b",
    re.IGNORECASE,
)
""" "No pregnant women and patients with cancer" among what is asked for: are these wanted, or left out?"""
_NOT_DONE_OR = Gated(
    r"\b(?:that|which)\s+(?:(?:has|have|had)\s+not\s+been|(?:is|are|was|were)\s+not|(?:isn|aren|wasn|weren)['’]t|(?:hasn|haven|hadn)['’]t\s+been)"
    r"\s+(?:\w+ly\s+)?\w+ed\s*,\s*or\s",
    re.IGNORECASE,
)
""" "Aneurysm that was not repaired, or a stent": the stent is none of what was not done."""
_THAT_STARTED = Gated(
    r"\b(?:that|which)\s+(?:(?:has|have|had)\s+)?(?:first\s+)?(?:started|began|begun|commenced)\b", re.IGNORECASE
)
""" "Fever that started within 3 days before": an older fever may still be there."""
_NOT_SO_NOR_SO = Gated(
    r"\bnon-?(?!pregnan|lactat|smok|nurs|breast|child|menopaus)[a-z]{4,}\s*,\s*(?:and\s+|or\s+)?non-?[a-z]{4,}\s+[a-z]",
    re.IGNORECASE,
)
""" "Non-alcoholic, non-cirrhotic liver disease": of one disease, both."""
_AT_ITS_SITE = Gated(
    r"\bor\s+(?:\w+\s+)?(?:infections?|inflammation|lesions?|ulcers?|ulceration|wounds?|scars?|rash(?:es)?|dermatitis|eczema|abscess(?:es)?|"
    r"cellulitis|tattoos?|psoriasis|burns?)\s+(?:at|in|on|over|around|near|of)\s+(?:the\s+)?(?:\w+\s+){0,2}(?:sites?|areas?)\b",
    re.IGNORECASE,
)
""" "Ulceration or infection at the injection site": the first may be meant there, too."""
_MAY_RECEIVE = Gated(
    r"[(;]\s*(?:\w+\s+)?may\s+(?:also\s+|still\s+)?(?:receive|have\s+received|be\s+given|be\s+transfused)\b",
    re.IGNORECASE,
)
""" "Haemoglobin < 8 g/dL (may receive transfusions)" among exclusions: an exception, or leave to mend it."""
_PART_OF_THE_TIME = Gated(
    r"\b(?:most|all|each|half|much|part)\s+of\s+the\s+(?:(?:last|past|previous)\s+)?\d|\b(?:until|till|by)\s+\d+\s+\w+\s+before\b",
    re.IGNORECASE,
)
""" "On most of the 28 days before", "until 6 weeks before": not once, and not lately."""
_FREQUENTLY = Gated(
    r"\b(?:rarely|usually|often|frequently|occasionally|sometimes|mostly|initially|originally|historically|transiently|temporarily|intermittently)"
    r"\s+(?:been\s+)?(?=[<>≤≥=]|above|below|over|under|at\s+least|greater|less|more|higher|lower)"
    r"|\b(?:may|might|could|expected\s+to|likely\s+to|predicted\s+to)\s+(?:be\s+)?(?=[<>≤≥=]|above|below|over|under|exceed|greater|less|more|higher|lower)",
    re.IGNORECASE,
)
""" "Usually above 140", "expected to be above": more or less than that it is so now."""
_BETWEEN_GRADES = Gated(r"\b(?:Ashworth|MAS)\b[^.;]*?\b1\+|\b1\+[^.;]*?\b(?:Ashworth|MAS)\b", re.IGNORECASE)
"""The modified Ashworth scale's grade 1+ lies between 1 and 2."""
_CONTROL_OF_EXAMPLES = Gated(
    r"\b(?:uncontrolled|(?:poorly|inadequately|insufficiently)[\s-]controlled|unstable|decompensated)\s+(?:\w+\s+){0,2}?"
    r"(?:co-?morbidit(?:y|ies)|diseases?|illness(?:es)?|conditions?|disorders?)[\s,(]+(?:e\.?\s?g\b\.?|such\s+as|including|like)"
    r"[\s,:]+(?:diabetes|(?:arterial\s+)?hypertension|asthma|COPD|epilepsy|hypo-?thyroid|hyper-?thyroid|thyroid|glaucoma)",
    re.IGNORECASE,
)
""" "Uncontrolled disease such as diabetes": diabetes that is under control is none."""
_NOT_BOTH = Gated(r"\bnot\s+both\b", re.IGNORECASE)
""" "Not both A and B": either of them may be."""
_NOT_TREATED = Gated(
    r"\bnot\s+(?:(?:previously|yet|been|already)\s+)*(?:pre-?)?treated\s+"
    r"(?!(?:with|by|for|in|on|at|before|prior|within|since|and|or|during|despite|using|as|surgically|previously|yet|at)\b)\w",
    re.IGNORECASE,
)
""" "Not previously treated neuroblastoma": it is there, and was not treated."""
_IN_A_MONTH = Gated(
    r"\b(?:in|during|over|within|for)\s+(?:an?|any|each|every|the\s+same)\s+(?:(?:single|given|calendar)\s+)?(?:year|month|week|day)\b"
    r"(?!\s+(?:care|clinic|hospital|surgery|unit|case|program)\b)",
    re.IGNORECASE,
)
""" "Weight loss > 5 kg in a month": the time that neither a rate nor a window has read."""
_LONGER_WHEN_TAKEN = Gated(
    r"\(\s*(?:at\s+least\s+|[<>≤≥]=?\s*)?\d+\s*\w+\s+(?:when|if|while|in\s+case\s+of)\s+(?:taking|on|using|receiving|given|combined)\b",
    re.IGNORECASE,
)
""" "No alcohol within 24 hours (48 hours when taking metronidazole)" forbids no metronidazole."""
_NO_OTHER = Gated(r"\b(?:and|with|but|or)\s+(?:with\s+)?no\s+other\b|\bwithout\s+(?:any\s+)?other\b", re.IGNORECASE)
""" "Asthma and no other lung disease": no disease of its sort but itself."""
_SUCH = Gated(
    r"\bsuch\s+(?:an?\s+)?(?:vaccin|treatment|therap|drug|medic|agent|product|surger|procedure|operation)\w*",
    re.IGNORECASE,
)
""" "A live vaccine, or the need for such a vaccine": of the same kind, and no other."""
_STAGES_APART = Gated(
    r"\bstages?\s+[IV]+[A-D]?\d?\s*\([^()]*\)\s*(?:,|/|\bor\b|\band\b)[\s\w,]{0,20}\b[IV]+[A-D]?\d?\b", re.IGNORECASE
)
""" "Stage IB (tumour ≥ 4 cm), II or IIIA": stages that stand far from their word."""
_SIGNS = Several(
    _STAGES_APART,
    _SUCH,
    _LONGER_WHEN_TAKEN,
    _NO_OTHER,
    _NOT_TREATED,
    _NOT_DONE_OR,
    _THAT_STARTED,
    _NOT_SO_NOR_SO,
    _AT_ITS_SITE,
    _BETWEEN_VISITS,
    _LIKE_IT,
    _NOT_BOTH,
    _PART_OF_THE_TIME,
    _FREQUENTLY,
    _BETWEEN_GRADES,
    _CONTROL_OF_EXAMPLES,
    _AS_IT_MAY,
    _SOMETHING_NEEDING,
    _OTHER_SIGN,
    _EVEN_IF,
    _ON_MOST_DAYS,
    _REQUIRING_OR,
    _MIGHT_GET,
    _OR_SUSPECTED,
    _FOR_FOLLOW_UP,
    _EXCLUSION_PERIOD,
    _IS_KNOWN,
    _EACH_SESSION,
    _NOT_ASSOCIATED,
    _EXCEPT_WHEN,
)


def stand(view: str, work: Work) -> bool:
    """Whether such words stand in a criterion."""
    if _SIGNS.found(view, work.start, work.end):
        return True
    if any(not _read(work, m.end() - 1) for m in _IN_A_MONTH.finditer(view, work.start, work.end)):
        return True
    if work.kind != "exclusion":
        return _NONE_AND_THOSE.match(view, work.start, work.end) is not None
    return (
        _MAY_NOT.match(view, work.start, work.end) is not None
        or _MAY_RECEIVE.search(view, work.start, work.end) is not None
    )


def _read(work: Work, position: int) -> bool:
    """Whether a leaf or a window has the word at a position."""
    spans = [*((p.start, p.end) for p in work.parts), *(piece for w in work.windows for piece in w.pieces)]
    return any(a <= position < b for a, b in spans)
