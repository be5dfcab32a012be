"""When what is named was, is or will be: the words before it, between names, and behind them."""

import pytest
import trialrules


def rule(words: str, kind: str = "Exclusion") -> str:
    (criterion,) = trialrules.extract(f"{kind}: {words}").criteria
    return str(criterion.rule)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Previously undergone gastrostomy", "procedure gastrostomy past"),
        ("Concommitant isotretinoin or warfarin", "any(drug isotretinoin current; drug warfarin current)"),
        ("LVEF < 40% by echo or MUGA", "LVEF < 40 %"),
        ("h/o stroke, gout", "any(condition stroke past; condition gout past)"),
        ("Hip fracture history", "condition hip fracture past"),
        ("Hip surgery planned, gout", "any(procedure hip surgery planned; condition gout)"),
        ("Gout, past or present", "condition gout"),
        ("History of stroke in past or present", "condition stroke"),
        ("Gout or stroke, current", "any(condition gout current; condition stroke current)"),
        ("HIV exposed", 'condition "exposure to hiv"'),
        ("Stroke, medical history of gout", "any(condition stroke; condition gout past)"),
        ("Been treated with lithium", "drug lithium past"),
        ("Patients being treated with lithium", "drug lithium current"),
        ("Gout treated with colchicine", "all(condition gout; drug colchicine)"),
        ("Will be treated with lithium", "drug lithium planned"),
        ("Will have hip surgery", "procedure hip surgery planned"),
        ("Will have asthma", "condition asthma"),
        ("Previous hip surgery, gout", "any(procedure hip surgery past; condition gout)"),
        ("Previous stroke, gout", "any(condition stroke past; condition gout past)"),
        ("Previous stroke, pregnancy", "any(condition stroke past; condition pregnancy)"),
        ("Planned hip surgery, gout", "any(procedure hip surgery planned; condition gout)"),
        (
            "Planning to become pregnant during the study, and/or breast feeding",
            "any(condition pregnancy planned; condition breastfeeding)",
        ),
        ("Planned hip surgery or pregnancy", "any(procedure hip surgery planned; condition pregnancy planned)"),
        ("Will have received lithium", "drug lithium past"),
    ],
)
def test_the_words_beside_a_name_say_when(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Current gout, asthma or epilepsy",
         "any(condition gout current; condition asthma current; condition epilepsy current)"),
        ("Being treated for gout or other infections", "any(condition gout current; condition infection current)"),
        ("Active infection or malignancy", "any(condition infection current; condition malignancy)"),
        ("Current gout, prior stroke or asthma",
         "any(condition gout current; condition stroke past; condition asthma past)"),
        ("Current or past gout, or current asthma", "any(condition gout; condition asthma current)"),
        ("History of gout or current asthma", "any(condition gout past; condition asthma current)"),
    ],
)  # fmt: skip
def test_a_list_shares_what_is_said_of_it_until_a_name_has_its_own(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("History of stroke, pregnant or breastfeeding",
         "any(condition stroke past; condition pregnancy; condition breastfeeding)"),
        ("Prior hip surgery, or allergic to nuts", "any(procedure hip surgery past; condition allergy to nut)"),
        ("History of seizure or known epilepsy", "any(condition seizure past; condition epilepsy)"),
        ("Have undergone splenectomy or have glaucoma", "any(procedure splenectomy past; condition glaucoma)"),
        ("History of allergy to lithium", "condition allergy past to drug:lithium"),
        ("Currently pregnant or breastfeeding", "any(condition pregnancy current; condition breastfeeding current)"),
        ("Planned surgery, or intending to become pregnant",
         "any(procedure surgery planned; condition pregnancy planned)"),
    ],
)  # fmt: skip
def test_nobody_has_a_history_of_what_somebody_is(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Planned surgery at any time during the study", "procedure surgery planned"),
        ("Lymphoma at any time", "condition lymphoma past"),
        ("Lymphoma at any time before screening", "condition lymphoma past"),
    ],
)
def test_at_any_time_during_the_study_is_no_history(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hypothyroidism not on lithium, or gout",
         "any(all(condition hypothyroidism; not(drug lithium current)); condition gout)"),
        ("Thyroid disease not adequately treated, gout", "any(condition thyroid disease; condition gout)"),
        ("Asthma not controlled or gout",
         'any(all(condition asthma; not(other "controlled")); condition gout)'),
        ("INR > 1.5 not correctable or gout", 'any(all(INR > 1.5; not(other "correctable")); condition gout)'),
        ("Gout not on lithium or insulin",
         "all(condition gout; not(drug lithium current); not(drug_class insulin current))"),
        ("Not receiving lithium or insulin", "all(not(drug lithium current); not(drug_class insulin current))"),
    ],
)  # fmt: skip
def test_what_a_disease_is_not_denies_no_other_disease(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("History or current diagnosis of gout", "condition gout"),
        ("History/current use of lithium", "drug lithium"),
        ("History and/or ongoing gout or stroke", "any(condition gout; condition stroke)"),
        ("History or presence of gout", "condition gout"),
        ("Evidence, or history, of gout", "condition gout"),
        ("Past (or current) use of lithium", "drug lithium"),
        ("No history or current diagnosis of gout", "not(condition gout)"),
        ("Gout history or current smoking", "any(condition gout past; condition smoking current)"),
        ("Current gout or history of gout", "any(condition gout current; condition gout past)"),
        ("Have plan of surgery", "procedure surgery planned"),
        ("Plans for elective hip surgery", "procedure hip surgery planned"),
        ("Any plan for elective surgery", "procedure elective surgery planned"),
        ("Elective surgery", "procedure elective surgery"),
        ("Pregnancy planning", "condition pregnancy planned"),
        ("Surgery planned during the study", "procedure surgery planned"),
        (
            "Surgery or radiotherapy planned or expected within the trial period",
            "any(procedure surgery planned; therapy radiotherapy planned)",
        ),
        ("Surgery scheduled to take place before the end of the study", "procedure surgery planned"),
        (
            "Limb ischemia or amputation planned during the study",
            "any(condition limb ischemia; procedure amputation planned)",
        ),
        ("Current pregnancy or pregnancy planned", "any(condition pregnancy current; condition pregnancy planned)"),
        (
            "Prior surgery or radiotherapy planned during the study",
            "any(procedure surgery past; therapy radiotherapy planned)",
        ),
        ("Pregnancy planned or breastfeeding", "any(condition pregnancy planned; condition breastfeeding)"),
        ("Dialysis planned or ongoing", "any(procedure dialysis current; procedure dialysis planned)"),
    ],
)
def test_a_history_or_the_present_is_any_time_and_a_plan_is_of_what_it_stands_beside(words: str, expected: str) -> None:
    assert rule(words) == expected


@pytest.mark.parametrize(
    ("words", "leaf"),
    [
        ("Dialysis in the current episode, or gout", "condition gout"),
        ("The current gout or stroke", "condition stroke current"),
        ("The previous use of lithium or warfarin", "drug warfarin past"),
    ],
)
def test_the_current_thing_that_nobody_knows_makes_nothing_else_current(words: str, leaf: str) -> None:
    assert rule(words).removesuffix(")").endswith(f"; {leaf}")
