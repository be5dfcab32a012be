"""Code systems: their names in rules, their URIs in FHIR, and their names in the OMOP vocabularies."""

URIS = {
    "LOINC": "http://loinc.org",
    "RxNorm": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "ATC": "http://www.whocc.no/atc",
    "ICD-10-CM": "http://hl7.org/fhir/sid/icd-10-cm",
    "SNOMED": "http://snomed.info/sct",
    "CVX": "http://hl7.org/fhir/sid/cvx",
}
"""Name → URI: hl7.org/fhir/R5/terminologies-systems.html."""
NAMES = {uri: name for name, uri in URIS.items()}

OMOP = {"ICD10CM": "ICD-10-CM"}
"""vocabulary_id → name, where they differ: github.com/OHDSI/Vocabulary-v5.0/wiki."""
