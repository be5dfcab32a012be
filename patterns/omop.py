"""Facts of the OMOP Common Data Model: ids of concepts that every vocabulary has, and the names of code systems in it.

The ids are those of athena.ohdsi.org.
"""

OPERATORS = {"<": 4171756, "<=": 4171754, "=": 4172703, ">=": 4171755, ">": 4172704}
"""Sign → ``measurement.operator_concept_id``."""
SEXES = {"male": 8507, "female": 8532}
"""Sex → ``person.gender_concept_id``."""
VOCABULARIES = {
    "LOINC": "LOINC",
    "RxNorm": "RxNorm",
    "ATC": "ATC",
    "ICD-10-CM": "ICD10CM",
    "MeSH": "MeSH",
    "SNOMED": "SNOMED",
}
"""Code system as rules name it → ``concept.vocabulary_id``."""
