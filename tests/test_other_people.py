"""Surgical, fertility and children's trials: who else is excluded, who gives assent, whose scale, whose dose."""

import pytest
import trialrules
from readings import cases, read_plainly

FULL = [
    # "and those" goes on with other people, any of whom are excluded
    ("E", "Patients with hepatitis B and those with platelets < 50 x 10^9/L",
     "any(condition hepatitis b; platelet count < 50 10*9/L)"),
    ("E", "Splenectomy in the past year, and patients with an eGFR < 30 mL/min",
     "any(procedure splenectomy [<= 1 a before now]; eGFR < 30 mL/min)"),
    ("E", "Splenectomy and eGFR < 30 mL/min", "all(procedure splenectomy; eGFR < 30 mL/min)"),
    ("I", "Patients with gout and those with asthma", "all(condition gout; condition asthma)"),
    # assent is asked at an age, consent of all
    ("I", "The mother gives consent, and children aged 8 years or over give assent",
     'all(other "mother gives consent"; any(not(age >= 8 a); other "give assent"))'),
    ("I", "Children aged 8 to 12 years who give assent", 'all(age in [8, 12] a; other "give assent")'),
    # either operation, under the one anaesthesia
    ("I", "Hysterectomy or myomectomy under spinal anesthesia",
     "all(any(procedure hysterectomy; procedure myomectomy); procedure spinal anesthesia)"),
    ("I", "Hysteroscopy under general anesthesia or myomectomy under spinal anesthesia",
     "any(all(procedure hysteroscopy; procedure general anesthesia); all(procedure myomectomy; procedure spinal "
     "anesthesia))"),
    ("I", "Hernia repair under spinal or general anesthesia",
     "all(procedure hernia repair; any(procedure spinal anesthesia; procedure general anesthesia))"),
    ("I", "Elective myomectomy with an expected operation time of less than 2 hours",
     "all(procedure myomectomy planned; surgery duration < 2 h)"),
    # a scale in brackets behind a stage or grade
    ("E", "Osteoarthritis grade 3-4 (Kellgren-Lawrence)", "grade in [3, 4] of osteoarthritis"),
    ("E", "Haemorrhoids grade III or IV (Goligher)", "grade in [3, 4] of hemorrhoid"),
    ("I", "Cardiac function (NYHA) class I-II", "NYHA in [1, 2]"),
    # a dose in a bracket is of what stands before it
    ("E", "Opioids (morphine equivalent > 40 mg/d), pregabalin or ketamine",
     "any(drug_class opioid dose > 40 mg/d; drug pregabalin; drug ketamine)"),
    ("E", "Corticosteroids (oral prednisolone equivalent > 10 mg/day) or methotrexate within 4 weeks",
     "any(drug_class corticosteroid [<= 4 wk before now] dose > 10 mg/d; drug methotrexate [<= 4 wk before now])"),
    ("E", "Opioids > 50 MME/day", "drug_class opioid dose > 50 mg/d"),
    ("E", "Alcohol consumption of more than 40 g of ethanol per day", "alcohol intake > 40 g/d"),
    ("E", "Surgery within 4 weeks, or more than two in the past year",
     "any(procedure surgery [<= 4 wk before now]; surgeries > 2 [<= 1 a before now])"),
    ("E", "Alcohol dependence or abuse within 2 years",
     "condition substance abuse [<= 2 a before now] to drug:alcohol"),
    ("E", "Atrial fibrillation grade III (EHRA)", "grade = 3 of atrial fibrillation"),
    ("E", "Neuropathy grade 3 (CTCAE)", "CTCAE grade = 3 of peripheral neuropathy"),
    # neither, nor
    ("E", "Patients who speak neither Dutch nor German",
     "all(not(attribute language = Dutch); not(attribute language = German))"),
    ("E", "Speaks neither Dutch, German nor French", "all(not(attribute language = Dutch); not(attribute language = "
     "German); not(attribute language = French))"),
    ("E", "Poor command of Dutch or German", "all(not(attribute language = Dutch); not(attribute language = German))"),
    # an event, and a number of it in a longer time
    ("E", "A fracture within 4 weeks, or more than two in the past year",
     "any(condition fracture [<= 4 wk before now]; fractures > 2 [<= 1 a before now])"),
    ("E", "Hypoglycemia within 2 weeks, or at least 3 episodes in the past 6 months",
     "any(condition hypoglycemia [<= 2 wk before now]; hypoglycemia episodes >= 3 [<= 6 mo before now])"),
    ("E", "Syncope within 1 month, or INR more than 3 in the past week",
     "any(condition syncope [<= 1 mo before now]; INR > 3 [<= 1 wk before now])"),
    # one thing in two words, one thing that one of two does, what a thing prevents
    ("E", "Alcohol abuse or dependence", "condition substance abuse to drug:alcohol"),
    ("E", "Drug abuse or addiction, or gout", "any(condition substance abuse; condition gout)"),
    ("I", "A parent or legal guardian signs consent, and HbA1c < 9%",
     'all(other "parent or legal guardian signs consent"; HbA1c < 9 %)'),
    ("E", "Nausea that prevents oral medicines being taken, or gout",
     'any(all(condition nausea; other "prevents oral medicines being taken"); condition gout)'),
    ("I", "Pyuria (> 10 white cells per mm3 on microscopy)",
     "all(condition pyuria; urine white blood cell count > 10 /mm3)"),
    # how it is known, when it was begun, as which salt
    ("E", "Hepatitis B or syphilis (positive serology)", "any(condition hepatitis b; condition syphilis)"),
    ("E", "Antibiotics were started within the past 3 days", "drug_class antibiotic [<= 3 d before now]"),
    ("E", "Escitalopram oxalate or venlafaxine", "any(drug escitalopram; drug venlafaxine)"),
    ("E", "Intended use of ketamine", "drug ketamine planned"),
]  # fmt: skip
PARTLY = [
    ("E", "Previous splenectomy and women with gout",
     "any(procedure splenectomy past; all(attribute sex = female; condition gout))"),
    ("E", "Households without a telephone, and those who speak no Dutch",
     'any(other "Households without a telephone"; not(attribute language = Dutch))'),
    ("E", "Endometriosis stage III-IV (Symptomatic)",
     'all(condition endometriosis; disease stage in [3, 4]; other "Symptomatic")'),
    ("E", "Speaks neither Dutch nor a language of the clinic",
     'all(not(attribute language = Dutch); not(other "language of the clinic"))'),
    ("I", "Women with at least one previous miscarriage, except for women with a uterine anomaly",
     "all(attribute sex = female; pregnancy losses >= 1; not(all(attribute sex = female; condition uterine anomaly)))"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "words", "expected", "coverage"), cases(FULL, PARTLY))
def test_a_criterion_says_who_and_what_it_is_of(kind: str, words: str, expected: str, coverage: str) -> None:
    assert read_plainly(kind, words) == (expected, coverage)


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ("Children aged 3 months to under 12 years", "condition gout"),
        ("Patients aged 6 to 60 years", "all(attribute age group = child; condition gout)"),
        ("Age over 5 years; parents consent if under 16", "all(attribute age group = child; condition gout)"),
    ],
)
def test_where_only_children_take_part_they_are_everybody(ages: str, expected: str) -> None:
    found = trialrules.extract(f"Inclusion Criteria:\n- {ages}\n\nExclusion Criteria:\n- Children with gout\n").criteria
    assert str(found[-1].rule) == expected
