"""FHIR R5: an EvidenceVariable of all criteria, and the ResearchStudy whose eligibility it is, in one Bundle.

The elements are those of hl7.org/fhir/R5/evidencevariable.html and researchstudy.html. FHIR can say no exception to a
kind, and its ranges of time include their ends: leaves that need either go out as words, and are counted as losses.
"""

from .elements import OFFSET, UCUM
from .variable import document, evidence_variable, losses, said

__all__ = ["OFFSET", "UCUM", "document", "evidence_variable", "losses", "said"]
