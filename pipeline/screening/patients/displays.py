"""What the names that terminologies give their codes say in the words of a criterion."""

import re
from typing import NamedTuple

from ....models.patient import Fact
from ....patterns.code_systems import NAMES

_IN_BLOOD = re.compile(
    r"(?P<component>[^\[\]]+) "
    r"\[(?:(?:Mass|Moles|#|Enzymatic activity|Units)/volume|Volume Fraction)\] "
    r"(?:in|of) (?:Serum or Plasma|Serum, Plasma or Blood|Serum|Plasma|Blood)"
    r"(?: by (?:(?! --).)+)?"
)
"""LOINC's long common names: component, property, system and method in one phrase (loinc.org/kb)."""
_SHARE_OF = re.compile(
    r"(?P<component>Hemoglobin A1c|Glomerular filtration rate)"
    r"/(?:Hemoglobin\.total in Blood|1\.73 sq M\.predicted \[Volume Rate/Area\] in (?:Serum|Plasma|, | or |Blood)+)"
    r"(?: by .+)?"
)
"""What LOINC names with what it is a share of, and criteria do not."""
_TAGGED = re.compile(
    r"(?P<name>.+) \((?:disorder|finding|situation|event|procedure|regime/therapy|observable entity"
    r"|substance|product|medicinal product)\)"
)
"""SNOMED's fully specified names, with the tag of their hierarchy, as FHIR's examples show them."""
_ALLERGY = re.compile(
    r"(?:allergy|hypersensitivity) to (?P<object>.+)|(?P<before>(?!.*\b(?:history|no|not|risk)\b).+) allergy",
    re.IGNORECASE,
)
_NONE_KNOWN = re.compile(r"no known (?:(?P<object>drug|medication|food) )?allerg(?:y|ies)\b.*", re.IGNORECASE)
NONE_KNOWN = {"716186003": None, "409137002": "drug", "429625007": "food"}
"""SNOMED code → to what no allergy is known: HL7's C-CDA on FHIR, ConceptMap CF-NoKnownAllergies."""


def plain(system: str, display: str) -> str | None:
    """The plain name in a code's name: of a laboratory test, what it measures in blood by no share and after no
    challenge; of a vaccine, against what.

    >>> plain("LOINC", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma by With P-5'-P")
    'Alanine aminotransferase'
    >>> plain("LOINC", "Creatinine [Mass/volume] in Urine")
    >>> plain("LOINC", "Glucose [Mass/volume] in Plasma --fasting")
    >>> plain("SNOMED", "Hypertensive disorder, systemic arterial (disorder)")
    'Hypertensive disorder, systemic arterial'
    >>> plain("CVX", "Influenza, seasonal, injectable, preservative free")
    'Influenza vaccine'
    """
    match system:
        case "LOINC":
            found = _IN_BLOOD.fullmatch(display) or _SHARE_OF.fullmatch(display)
            return None if found is None else found["component"]
        case "SNOMED":
            found = _TAGGED.fullmatch(display)
            return None if found is None else found["name"]
        case "CVX":
            return f"{re.split('[,(]', display)[0].strip()} vaccine"
    return None


class Allergy(NamedTuple):
    """To what, where that is said; ``absent``: that none is known."""

    to: Fact | None
    absent: bool = False


def allergy(fact: Fact) -> Allergy | None:
    """What a fact says of an allergy, by its code or in its name; None where it says nothing of one.

    >>> allergy(Fact(name="Allergy to penicillin", kinds=("Allergy to beta-lactam", "Drug-related disorder")))
    Allergy(to=Fact(name='penicillin', codes=(), kinds=('beta-lactam',)), absent=False)
    >>> allergy(Fact(name="Family history of allergy"))
    """
    for code in fact.codes:
        if code.code in NONE_KNOWN and NAMES.get(code.system, code.system) == "SNOMED":
            return Allergy(_object(NONE_KNOWN[code.code]), absent=True)
    if nothing := _NONE_KNOWN.fullmatch(fact.name):
        return Allergy(_object(nothing["object"]), absent=True)
    said = [found for name in (fact.name, *fact.kinds) if (found := _ALLERGY.fullmatch(name))]
    objects = [found["object"] or found["before"] for found in said]
    return Allergy(Fact(name=objects[0], kinds=tuple(objects[1:]))) if objects else None


def _object(name: str | None) -> Fact | None:
    return None if name is None else Fact(name=name)
