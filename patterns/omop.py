"""Facts of the OMOP Common Data Model: names of code systems, and ids of standard concepts (athena.ohdsi.org)."""

from typing import Literal

VOCABULARIES = {"ICD-10-CM": "ICD10CM"}
"""Code system as rules name it → CONCEPT.vocabulary_id, where they differ: github.com/OHDSI/Vocabulary-v5.0/wiki."""
SEXES: dict[Literal["male", "female"], int] = {"male": 8507, "female": 8532}
"""Sex → PERSON.gender_concept_id: github.com/OHDSI/Vocabulary-v5.0/wiki/Vocab.-GENDER."""
OPERATORS: dict[Literal["<", "<=", "=", ">=", ">"], int] = {
    "<": 4171756, "<=": 4171754, "=": 4172703, ">=": 4171755, ">": 4172704,
}  # fmt: skip
"""Sign → MEASUREMENT.operator_concept_id: the documentation of that column, and the mappings of public ETLs
(MIMIC, i2b2)."""
UNCERTAIN = (32899, 4033240)
"""Condition status "preliminary diagnosis": ohdsi.github.io/ETL-LambdaBuilder, and before 2020
github.com/OHDSI/CommonDataModel/issues/84."""
RESOLVED = 32906
"""Condition status "resolved condition": hl7.org/fhir/uv/omop, ConceptMap ConditionStatusConcepts."""
HISTORY = 1340204
"""Observation "history of event", of the condition in value_as_concept_id: ohdsi.github.io/ETL-LambdaBuilder."""
