"""Code systems: their names in rules, and their URIs in FHIR."""

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
