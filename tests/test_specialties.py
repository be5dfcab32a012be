"""Words of single specialties: nerve blocks, sight charts, skin scores, births, and what stands beside them."""

import pytest
from readings import cases, read_plainly

_BLOCKS_AND_DEVICES = cases(
    full=[
        ("E", "No muscle blocks in the last 6 months", "not(procedure muscle block [<= 6 mo before now])"),
        ("E", "Medial branch block within 3 months", "procedure medial branch block [<= 3 mo before now]"),
        ("E", "PENG block or adductor canal block", "any(procedure peng block; procedure adductor canal block)"),
        ("E", "BIFASCICULAR BLOCK", "condition bifascicular block"),
        ("E", "Left bundle branch block", "condition left bundle branch block"),
        ("E", "Bladder neck block", "condition bladder neck block"),
        (
            "E", "Contraindications to MRI or TMS: pacemaker",
            "any(condition contraindication to procedure:magnetic resonance imaging; "
            "condition contraindication to procedure:transcranial magnetic stimulation; procedure pacemaker)",
        ),
        ("E", "Contraindications: MRI", "condition contraindication to procedure:magnetic resonance imaging"),
        (
            "E", "Contraindications: pregnancy, pacemaker",
            "any(condition pregnancy; procedure pacemaker)",
        ),
    ],
    partly=[("I", "Archived paraffin blocks or asthma", "any(other \"Archived paraffin blocks\"; condition asthma)")],
)  # fmt: skip
_SIGHT = cases(
    full=[
        (
            "I",
            "BCVA of 78 to 25 ETDRS letters inclusive (approx. Snellen 20/32 to 20/320)",
            "visual acuity in [25, 78]",
        ),
        ("I", "BCVA 20/25 or worse in the study eye (≤ 80 letters)", "visual acuity <= 0.8"),
        ("I", "BCVA ≥ 24 letters (Snellen equivalent 20/320)", "visual acuity >= 24"),
        ("I", "BCVA ≥ 24 letters in the study eye at Screening and Day 1", "visual acuity >= 24"),
    ],
    partly=[("E", "BCVA < 19 letters in one eye (20/400 or worse)", "all(visual acuity < 19; visual acuity <= 0.05)")],
)
_TESTS = cases(
    full=[
        ("E", "Positive test for syphilis", "condition syphilis"),
        ("I", "Syphilis negative", "not(condition syphilis)"),
        ("E", "Positive VDRL", "condition positive vdrl"),
        ("E", "HIV positive or HCV antibody positive", "any(condition hiv infection; condition positive hcv antibody)"),
        ("E", "HIV or HCV antibody positive", "any(condition positive hiv antibody; condition positive hcv antibody)"),
        ("E", "Gonorrhea, chlamydia or syphilis at screening",
         "any(condition gonorrhea; condition chlamydia infection; condition syphilis)"),
        ("E", "Asthma at baseline, or gout within 3 months",
         "any(condition asthma; condition gout [<= 3 mo before now])"),
        ("I", "Psoriasis that is active", "condition psoriasis current"),
    ],
    partly=[],
)  # fmt: skip
_LOADS = cases(
    full=[
        ("I", "HIV-positive with viral load < 400 copies/mL",
         "all(condition hiv infection; HIV RNA < 400 {copies}/mL)"),
        ("E", "Hepatitis C with a viral load above 15 IU/mL", "all(condition hepatitis c; HCV RNA > 15 [IU]/mL)"),
        ("E", "Hepatitis B viral load > 2000 IU/mL", "HBV DNA > 2000 [IU]/mL"),
        ("E", "Hepatitis C RNA > 15 IU/mL", "HCV RNA > 15 [IU]/mL"),
    ],
    partly=[
        (
            "I", "HBV or HCV infection with viral load > 1000 IU/mL",
            "any(condition hepatitis b; all(condition hepatitis c; viral load > 1000 [IU]/mL))",
        ),
    ],
)  # fmt: skip
_COUNTS = cases(
    full=[
        (
            "I",
            "20-50 inflammatory lesions and at most 2 nodules",
            "all(inflammatory lesions in [20, 50]; nodules <= 2)",
        ),
        ("I", "EDSS > 2 and less than 3 relapses", "all(EDSS > 2; relapses < 3)"),
        ("I", "EDSS >= 2 and <= 5 points", "EDSS in [2, 5]"),
        ("I", "At least 2 lesions and no more than 5", "lesions in [2, 5]"),
    ],
    partly=[],
)
_BESIDE = cases(
    full=[
        (
            "I", "Own a smartphone, English or Spanish speaking, asthma",
            'all(other "smartphone"; any(attribute language = English; attribute language = Spanish); '
            "condition asthma)",
        ),
        ("E", "Knee trauma or no gout", "any(condition knee trauma; not(condition gout))"),
    ],
    partly=[
        ("E", "Trauma or no fracture or gout", 
         "any(condition trauma; all(not(condition fracture); not(condition gout)))"),
        ("I", "Outpatient, asthma or gout", 
         "all(attribute hospital status = outpatient; any(condition asthma; condition gout))"),
    ],
)  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _BLOCKS_AND_DEVICES)
def test_blocks_are_given_to_nerves_and_happen_to_hearts(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _SIGHT)
def test_sight_told_in_letters_and_as_a_fraction_is_one(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _TESTS)
def test_a_positive_test_for_a_disease_is_the_disease(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _BESIDE)
def test_what_is_no_member_of_a_list_stands_beside_it(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _LOADS)
def test_a_viral_load_is_of_the_virus_named_before_it(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _COUNTS)
def test_what_is_counted_behind_a_value_is_not_its_measure(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
