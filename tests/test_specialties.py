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
        ("I", "Archived paraffin blocks or asthma", "any(other \"Archived paraffin blocks\"; condition asthma)"),
    ],
    partly=[],
)  # fmt: skip
_SURGERY = cases(
    full=[
        ("E", "Contraindication to spinal or epidural anesthesia",
         "any(condition contraindication to procedure:spinal anesthesia; "
         "condition contraindication to procedure:epidural anesthesia)"),
        ("E", "Allergy to gadolinium-based or iodinated contrast agents",
         "any(condition allergy to drug_class:gadolinium-based contrast agent; "
         "condition allergy to drug_class:iodinated contrast agent)"),
        ("E", "Injury to the hip or knee surgery", "any(condition hip injury; procedure knee surgery)"),
        ("E", "Contralateral hip or knee replacement",
         "any(procedure contralateral hip replacement; procedure contralateral knee replacement)"),
        ("E", "Oral or injectable anticoagulants",
         "any(drug_class oral anticoagulant; drug_class parenteral anticoagulant)"),
        ("I", "Gustilo type III open fracture", "all(Gustilo type = 3; condition open fracture)"),
        ("I", "Infrarenal AAA ≥ 5.5 cm",
         "all(condition infrarenal abdominal aortic aneurysm; aneurysm diameter >= 5.5 cm)"),
        ("E", "Abscess larger than 3 cm", "all(condition abscess; abscess size > 3 cm)"),
        ("I", "Failed conservative treatment", "condition treatment failure to therapy:conservative treatment"),
        ("I", "Failure of first-line therapy", 'condition treatment failure to therapy:"first-line therapy"'),
        ("I", "Failed embolization", "procedure failed embolization"),
        ("I", "Hand surgery under axillary block", "all(procedure hand surgery; procedure axillary block)"),
        ("I", "Cataract in one or both eyes", "condition cataract"),
        ("E", "At risk of pulmonary aspiration", 'condition "risk of pulmonary aspiration"'),
        ("E", "DNR order in place", "condition do-not-resuscitate order"),
        ("E", "Warfarin or clopidogrel not stopped for at least 5 days before surgery",
         "any(drug warfarin [< 5 d before surgery]; drug clopidogrel [< 5 d before surgery])"),
        ("E", "Has not discontinued aspirin within 7 days before surgery", "drug aspirin [<= 7 d before surgery]"),
        ("E", "Not taking aspirin for at least 7 days before surgery", "not(drug aspirin [< 7 d before surgery])"),
        ("E", "Hyponatremia < 130 mmol/L or hypernatremia > 150 mmol/L",
         "any(all(condition hyponatremia; sodium < 130 mmol/L); all(condition hypernatremia; sodium > 150 mmol/L))"),
        ("E", "Permanent atrial fibrillation or AF duration > 3 years",
         "any(condition permanent atrial fibrillation; condition atrial fibrillation for [> 3 a])"),
        ("E", "Gout or asthma duration > 5 years", "any(condition gout for [> 5 a]; condition asthma for [> 5 a])"),
        ("E", "Supplemental oxygen, SpO2 < 90%", "any(therapy supplemental oxygen; oxygen saturation < 90 %)"),
        ("E", "Daily opioid use > 30 mg oral morphine equivalents", "drug_class opioid dose > 30 mg/d"),
        ("I", "NRS ≥ 4 at rest or on movement", "NRS >= 4"),
        ("E", "Children and adolescents with asthma, epilepsy or gout",
         "all(any(attribute age group = child; attribute age group = adolescent); "
         "any(condition asthma; condition epilepsy; condition gout))"),
    ],
    partly=[
        ("I", "IOP > 24 mmHg in one eye and ≤ 36 mmHg in both eyes",
         'all(intraocular pressure > 24 mm[Hg]; intraocular pressure <= 36 mm[Hg]; other "eyes")'),
    ],
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
_BIRTHS = cases(
    full=[
        ("E", "Apgar < 5 at 5 min", "Apgar score at 5 minutes < 5"),
        ("E", "5-minute Apgar < 5", "Apgar score at 5 minutes < 5"),
        ("E", "Apgar score of 3 or less at 10 minutes of age", "Apgar score at 10 minutes <= 3"),
        ("E", "Apgar score < 7", "Apgar score < 7"),
        ("I", "Preterm infants 24-32 weeks GA", "all(condition prematurity; gestational age in [24, 32] wk)"),
        ("E", "Cervical cerclage in situ", "procedure cervical cerclage"),
    ],
    partly=[
        ("I", "Surgery under GA lasting < 2 hours", 'all(procedure surgery for [< 2 h]; other "under GA")'),
        ("E", "≥ 3 miscarriages < 20 weeks", "pregnancy losses >= 3 for [< 20 wk]"),
    ],
)
_BRACKETS = cases(
    full=[
        (
            "I", "Diabetic foot ulcer (Wagner grade 1-2) present for > 4 weeks",
            "all(condition diabetic foot ulcer for [> 4 wk]; Wagner grade in [1, 2])",
        ),
        ("I", "Chronic neck pain (VAS ≥ 3)", "all(condition chronic neck pain; pain VAS >= 3)"),
        ("I", "Worst pain (VAS ≥ 3)", "pain score >= 3"),
        ("E", "Tinea pedis needing systemic antifungals", "all(condition tinea pedis; drug_class systemic antifungal)"),
        ("E", "CD4% < 15%", "CD4 percentage < 15 %"),
        ("E", "Household contact with a pregnant woman", 'condition "exposure to pregnancy"'),
    ],
    partly=[
        (
            "E", "Living with an immunocompromised person or pregnant woman",
            "any(condition immunodeficiency; condition pregnancy)",
        ),
        ("E", "Living with a person with dementia", "condition dementia"),
        (
            "E", "Cancer unless in remission for 5 years, HbA1c > 9%",
            "all(condition cancer; not(all(condition remission for [>= 5 a]; HbA1c > 9 %)))",
        ),
    ],
)  # fmt: skip
_EVER = cases(
    full=[
        ("E", "Asthma, gout, biologics ever", "any(condition asthma; condition gout; drug_class biologic past)"),
        ("E", "Pregnancy or rituximab at any time", "any(condition pregnancy; drug rituximab past)"),
        ("E", "Stroke, seizures at any time", "any(condition stroke past; condition seizure past)"),
        ("E", "Active gout, or seizures in the past", "any(condition gout current; condition seizure past)"),
    ],
    partly=[],
)
_COUNTS = cases(
    full=[
        (
            "I",
            "20-50 inflammatory lesions and at most 2 nodules",
            "all(inflammatory lesions in [20, 50]; nodules <= 2)",
        ),
        ("I", "EDSS > 2 and less than 3 relapses", "all(EDSS > 2; relapses < 3)"),
        ("I", "EDSS >= 2 and <= 5 points", "EDSS in [2, 5]"),
        (
            "I",
            "Active (> 150 min/week of physical activity), age 40-60",
            "all(physical activity > 150 min/wk; age in [40, 60] a)",
        ),
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


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _BIRTHS)
def test_scores_and_weeks_of_births_are_those_of_births(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _EVER)
def test_what_was_once_is_said_of_what_may_have_been(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _BRACKETS)
def test_a_disease_keeps_its_length_and_its_bearer(kind: str, words: str, rule: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (rule, coverage)


@pytest.mark.parametrize(("kind", "words", "rule", "coverage"), _SURGERY)
def test_sides_routes_and_scales_of_operations_are_those_of_each(
    kind: str, words: str, rule: str, coverage: str
) -> None:
    assert read_plainly(kind, words) == (rule, coverage)
