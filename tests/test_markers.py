"""Markers with their results, genes with their alterations, genotypes and cytogenetics."""

import pytest
from trialrules import extract


def rule(words: str, section: str = "Inclusion") -> str:
    """The one rule of a criterion, in the notation."""
    return str(extract(f"{section} Criteria:\n- {words}").criteria[0].rule)


def coverage(words: str) -> str:
    """How much of a criterion is carried."""
    return extract(f"Inclusion Criteria:\n- {words}").criteria[0].coverage


RESULTS = (
    ("HLA-A*02:01 positive", 'condition "positive hla-a*02:01"'),
    ("HLA-B27 negative", "not(condition positive hla-b27)"),
    ("ER+/HER2-", "all(condition positive estrogen receptor; not(condition positive her2))"),
    ("ACPA+ and RF+", "all(condition positive acpa; condition positive rheumatoid factor)"),
    ("CMV IgG positive/IgM negative",
     "all(condition positive cytomegalovirus igg; not(condition positive cytomegalovirus igm))"),
    ("HBsAg-, anti-HCV- and HIV-negative",
     "all(not(condition positive hbsag); not(condition positive anti-hcv); not(condition hiv infection))"),
    ("CMV IgG -", "not(condition positive cytomegalovirus igg)"),
    ("HBsAg (+) or HCV Ab (+)", "any(condition positive hbsag; condition positive hcv antibody)"),
    ("Anti-AChR or anti-MuSK antibody positive",
     "any(condition positive anti-achr antibody; condition positive anti-musk antibody)"),
    ("CMV-seropositive donor", "condition positive donor cytomegalovirus serology"),
    ("EBV seronegative recipient", "not(condition positive epstein-barr virus serology)"),
    ("H. pylori negative", "not(condition helicobacter pylori infection)"),
    ("HBsAg: negative", "not(condition positive hbsag)"),
    ("HIV test: negative; anti-HCV: positive", "all(not(condition hiv infection); condition positive anti-hcv)"),
    ("PCR negative for influenza", 'not(condition "positive pcr for influenza")'),
)  # fmt: skip

ALTERATIONS = (
    ("KRAS G12C mutated", "condition kras g12c mutation"),
    ("IDH2 mutation (R140)", "condition idh2 r140 mutation"),
    ("EGFR/ALK wild-type", "all(not(condition egfr mutation); not(condition alk mutation))"),
    ("EGFR exon 19 deletion or L858R mutation", "any(condition egfr exon 19 deletion; condition egfr l858r mutation)"),
    ("Pathogenic variants in BRCA1 or PALB2",
     "any(condition pathogenic brca1 variant; condition pathogenic palb2 variant)"),
    ("Germline or somatic BRCA1/2 mutation", "any(condition brca1 mutation; condition brca2 mutation)"),
    ("FLT3-ITD", "condition flt3-itd mutation"),
    ("NTRK1/2/3 gene fusion", "any(condition ntrk1 fusion; condition ntrk2 fusion; condition ntrk3 fusion)"),
    ("del(17p) or TP53 mutation", 'any(condition "del(17p)"; condition tp53 mutation)'),
    ("MSI-H or dMMR", "any(condition high microsatellite instability; condition deficient mismatch repair)"),
    ("Homozygous for F508del", "condition homozygous f508del mutation"),
    ("APOE ε4 carriers", "condition apoe4 carrier"),
    ("CYP2C19 poor metabolisers", "condition cyp2c19 poor metabolizer"),
)  # fmt: skip

OF_DISEASES = (
    ("Ph+ ALL", "condition ph-positive acute lymphoblastic leukemia"),
    ("HR+/HER2- advanced breast cancer", "condition hr-positive/her2-negative advanced breast cancer"),
    ("BRAF V600 mutant unresectable melanoma", "condition braf v600 mutant unresectable melanoma"),
    ("ER+ PR- HER2- breast cancer", "condition er-positive pr-negative her2-negative breast cancer"),
    ("EGFR-, ALK-, or ROS1-positive lung cancer",
     "any(condition egfr positive lung cancer; condition alk positive lung cancer; "
     "condition ros1-positive lung cancer)"),
    ("EGFR or ALK positive lung cancer",
     "any(condition egfr positive lung cancer; condition alk positive lung cancer)"),
)  # fmt: skip

DENIED_TOGETHER = (
    ("Negative for HBsAg, anti-HCV and HIV antibodies",
     "all(not(condition positive hbsag); not(condition positive anti-hcv antibody); "
     "not(condition positive hiv antibody))"),
    ("Negative for KRAS, NRAS and BRAF mutations",
     "all(not(condition kras mutation); not(condition nras mutation); not(condition braf mutation))"),
    ("Without EGFR or ALK alterations", "all(not(condition egfr alteration); not(condition alk alteration))"),
)  # fmt: skip


CARRIED = (
    ("Colonised with MRSA or VRE", "any(condition mrsa colonization; condition vre colonization)"),
    ("MRSA colonization or infection", "any(condition mrsa colonization; condition mrsa infection)"),
    ("Nasal carriage of S. aureus", "condition nasal s. aureus carrier"),
    ("Hepatitis B carriers", "condition hepatitis b carrier"),
    ("Non-carriers of APOE4", "not(condition apoe4 carrier)"),
)

KINDS = (
    ("Blood group A or O", "any(attribute blood group = A; attribute blood group = O)"),
    ("Rh(D)-negative", "attribute rhesus factor = negative"),
    ("HCV genotype 1a or 4", "any(condition hepatitis c genotype 1a; condition hepatitis c genotype 4)"),
    ("Seronegative rheumatoid arthritis", "condition seronegative rheumatoid arthritis"),
    ("PCR-confirmed influenza", "condition influenza"),
    ("CMV D+/R-",
     "all(condition positive donor cytomegalovirus serology; not(condition positive cytomegalovirus serology))"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"), [*RESULTS, *ALTERATIONS, *OF_DISEASES, *DENIED_TOGETHER, *CARRIED, *KINDS]
)
def test_what_is_said_of_a_marker_is_a_condition(words: str, expected: str) -> None:
    assert rule(words) == expected
    assert coverage(words) == ("partial" if words.startswith("PCR negative") else "full")


def test_results_of_opposite_sign_are_one_pattern_among_exclusions_too() -> None:
    words = "HBsAg negative and anti-HBc positive"
    assert rule(words, "Exclusion") == "all(not(condition positive hbsag); condition positive anti-hbc)"


def test_a_marker_behind_a_disease_is_of_it_and_no_alternative() -> None:
    words = "Myelofibrosis, JAK2 V617F-positive or CALR-mutated"
    assert rule(words) == "all(condition myelofibrosis; any(condition jak2 v617f mutation; condition calr mutation))"


def test_a_marker_of_the_family_is_none_of_the_patient() -> None:
    assert rule("Family history of a BRCA1 mutation") == 'condition "family history of brca1 mutation"'


def test_a_hyphen_that_may_be_a_minus_is_left_alone() -> None:
    assert coverage("HR-/HER2-positive") != "full"


def test_a_bare_list_of_aberrations_does_not_say_whether_any_will_do() -> None:
    assert coverage("del(17p), t(4;14), gain(1q)") == "partial"


@pytest.mark.parametrize(
    "words",
    [
        "EGFR mutation testing available",
        "HER2 status must be known",
        "EGFR mutation status known",
        "Willing to be tested for KRAS mutations",
        "Blood group and antibody screen not available",
        "Positive attitude towards exercise",
        "A+ grade students",
        "Coagulase-negative staphylococci",
    ],
)
def test_what_is_asked_of_a_test_is_no_result(words: str) -> None:
    assert "condition" not in rule(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Prior EGFR inhibitor", "drug_class egfr inhibitor past"),
        ("Prior anti-PD-1 or anti-CTLA-4 antibody", "any(drug_class anti-pd-1 past; drug_class anti-ctla-4 past)"),
        ("CD4+ T-cell count > 350/uL", "CD4 count > 350 /uL"),
        ("Positive airway pressure", "procedure continuous positive airway pressure"),
        ("HIV-positive", "condition hiv infection"),
        ("First positive CRE culture", 'all(other "First"; condition positive cre culture)'),
    ],
)
def test_a_target_of_drugs_and_a_count_of_cells_are_no_markers(words: str, expected: str) -> None:
    assert rule(words) == expected
