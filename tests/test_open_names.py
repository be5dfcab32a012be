"""Names of words that no list knows: how far they reach, what parts them, and what somebody is allergic to."""

import pytest
from readings import read_item


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Forearm burn", "condition forearm burn"),
        ("Labral tear", "condition labral tear"),
        ("Overt bacterial peritonitis", "condition overt bacterial peritonitis"),
        ("Vessel-threatening vasculitis", "condition vessel-threatening vasculitis"),
        ("In situ prostate cancer", 'condition "in situ prostate cancer"'),
        ("Third-degree burn", "condition third-degree burn"),
        ("Pringle hepatectomy", "procedure pringle hepatectomy"),
        ("Suffered a sustained tachycardia", "condition sustained tachycardia"),
        ("Sustained a skull fracture", "condition skull fracture"),
        ("Abscess at the distraction site", "condition distraction site abscess"),
        ("Pain in the wrist or elbow", "any(condition wrist pain; condition elbow pain)"),
        ("Lesions in the liver/spleen with bleeding",
         "all(any(condition liver lesion; condition spleen lesion); condition bleeding)"),
    ],
)  # fmt: skip
def test_unknown_words_belong_to_the_name_they_stand_before(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Parents accept appendectomy", "procedure appendectomy"),
        ("Considering cholecystectomy", "procedure cholecystectomy"),
        ("Declined surgery", "procedure surgery"),
        ("Doubtful pneumonia", "condition pneumonia"),
        ("Sedated on Zorbex OCT", "procedure optical coherence tomography"),
        ("Fracture in the treatment arm", "condition fracture"),
    ],
)
def test_verbs_people_and_devices_are_of_no_name(words: str, name: str) -> None:
    rule, coverage = read_item(words)
    assert name in rule
    assert coverage == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("gastric/duodenal ulcer", "any(condition gastric ulcer; condition duodenal ulcer)"),
        ("renal / hepatic / cardiac insufficiency",
         "any(condition renal insufficiency; condition hepatic insufficiency; condition cardiac insufficiency)"),
        ("basal/squamous cell carcinoma", "any(condition basal cell carcinoma; condition squamous cell carcinoma)"),
        ("Head/neck cancer", "condition head/neck cancer"),
        ("Tonic/clonic seizure", "condition tonic/clonic seizure"),
        ("Significant circulatory or cerebrovascular disease",
         "any(condition significant circulatory disease; condition significant cerebrovascular disease)"),
        ("Locally advanced or metastatic lung cancer",
         "any(condition locally advanced lung cancer; condition metastatic lung cancer)"),
        ("An acute or a terminal illness", "any(condition acute illness; condition terminal illness)"),
        ("Unstable medical or psychiatric illness",
         "any(condition unstable medical illness; condition unstable psychiatric illness)"),
        ("Cataract or glaucoma surgery", "any(procedure cataract surgery; procedure glaucoma surgery)"),
        ("Gout or cataract surgery", "any(condition gout; procedure cataract surgery)"),
        ("R0 or R1 resection of liver metastases",
         "any(procedure liver metastasis r0 resection; procedure liver metastasis r1 resection)"),
        ("Partial or complete tear of the rotator cuff",
         "any(condition partial rotator cuff tear; condition complete rotator cuff tear)"),
        ("Mother with pre-eclampsia", "condition maternal preeclampsia"),
        ("Mother with a history of gout", 'condition "family history of gout"'),
        ("Ulcer, gangrene or amputation of the foot",
         "any(condition foot ulcer; condition foot gangrene; procedure foot amputation)"),
        ("Gout, fracture or dislocation of the shoulder",
         "any(condition gout; condition shoulder fracture; condition shoulder dislocation)"),
        ("Surgery or disease of the pancreas", "any(procedure pancreatic surgery; condition pancreas disease)"),
        ("Mild- or moderate asthma", "any(condition mild asthma; condition moderate asthma)"),
        ("Influenza A or B virus infection", "any(condition influenza a; condition influenza b)"),
        ("Swelling of the legs or feet, chest pain",
         "any(condition leg swelling; condition foot swelling; condition chest pain)"),
    ],
)  # fmt: skip
def test_what_shares_a_head_is_as_many_names(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Allergic to tape", "condition allergy to tape"),
        ("Severe allergies to wasps/hornets", "any(condition allergy to wasp; condition allergy to hornet)"),
        ("Intolerance or hypersensitivity to silicone",
         "any(condition intolerance to silicone; condition allergy to silicone)"),
        ("Anaphylaxis to lidocaine, tartrazine or nickel",
         "any(condition allergy to drug:lidocaine; condition allergy to drug:tartrazine; condition allergy to nickel)"),
        ("Hypersensitivity to lidocaine or any of its excipients",
         "any(condition allergy to drug:lidocaine; condition allergy to therapy:lidocaine excipient)"),
        ("Hypersensitivity to the active substance", 'condition allergy to therapy:"study drug"'),
        ("Allergy to wool. Gout", "any(condition allergy to wool; condition gout)"),
        ("Subjects in whom an epidural (EP) is contraindicated",
         "condition contraindication to procedure:epidural anesthesia"),
    ],
)  # fmt: skip
def test_an_allergy_may_be_to_any_thing(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    ["Allergy to other substances", "Allergy to lidocaine, drafty rooms at work"],
)
def test_what_names_no_thing_is_no_allergen(words: str) -> None:
    assert read_item(words)[1] == "partial"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Locally advanced, unresectable or metastatic biliary cancer",
         "any(condition locally advanced biliary cancer; condition unresectable biliary cancer; "
         "condition metastatic biliary cancer)"),
        ("Muscle-invasive or metastatic bladder cancer",
         "any(condition muscle-invasive bladder cancer; condition metastatic bladder cancer)"),
        ("Resectable or borderline resectable pancreatic adenocarcinoma",
         "any(condition resectable pancreatic adenocarcinoma; "
         "condition borderline resectable pancreatic adenocarcinoma)"),
        ("Low- or high-risk thyroid cancer",
         "any(condition low-risk thyroid cancer; condition high-risk thyroid cancer)"),
        ("Recurrent or metastatic TNBC",
         "any(condition recurrent triple-negative breast cancer; condition metastatic triple-negative breast cancer)"),
        ("Severe or very severe aplastic anemia",
         "any(condition severe aplastic anemia; condition very severe aplastic anemia)"),
        ("Renal or hepatic impairment", "any(condition renal impairment; condition hepatic impairment)"),
        ("Multifocal or diffuse disease", "any(condition multifocal disease; condition diffuse disease)"),
        ("Low back or neck pain", "any(condition low back pain; condition neck pain)"),
        ("Low-grade or high-grade glioma", "any(condition low-grade glioma; condition high-grade glioma)"),
        ("Serious, non-healing ulcer", "condition serious non-healing ulcer"),
        ("Severe, uncontrolled asthma", "condition severe uncontrolled asthma"),
        ("Mild, moderate asthma", "any(condition mild asthma; condition moderate asthma)"),
    ],
)  # fmt: skip
def test_courses_share_the_whole_disease_behind_them(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Therapy-related myelodysplastic syndrome", "condition therapy-related myelodysplastic syndrome"),
        ("High-risk pregnancy", "condition high-risk pregnancy"),
        ("High risk of thrombosis", 'condition "risk of thrombosis"'),
        ("Treatment-naive hepatitis B", "condition treatment-naive hepatitis b"),
        (
            "HIV infection, treatment-naive to integrase inhibitors",
            "any(condition hiv infection; not(drug_class integrase inhibitor))",
        ),
        ("Previously untreated follicular lymphoma", "condition previously untreated follicular lymphoma"),
        ("Previously treated with lithium", "drug lithium past"),
        ("Previously treated for gout", 'therapy "treatment for gout" past'),
    ],
)
def test_what_was_done_or_caused_it_belongs_to_a_disease(words: str, expected: str) -> None:
    assert read_item(words)[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Hepatitis B virus (HBV) infection", "condition hepatitis b"),
        ("Adrenal gland (AG) metastases", "condition adrenal gland metastasis"),
        ("Monoamine oxidase (MAO) inhibitors", "drug_class monoamine oxidase inhibitor"),
        ("Bone marrow (BM) biopsy", "procedure bone marrow biopsy"),
        ("Renal replacement (RRT) therapy", "procedure dialysis"),
        ("Poly (ADP-ribose) polymerase (PARP) inhibitor", "drug_class parp inhibitor"),
        ("Deep vein thrombosis (DVT) or asthma", "any(condition deep vein thrombosis; condition asthma)"),
    ],
)
def test_an_abbreviation_in_brackets_interrupts_a_name(words: str, expected: str) -> None:
    assert read_item(words) == (expected, "full")


@pytest.mark.parametrize(
    "words",
    [
        *("Stroke mimic", "Nurse of the stroke unit", "From a malaria-endemic region", "On a diabetes registry"),
        *("Known to the sepsis team", "Registered in a pregnancy prevention program"),
    ],
)
def test_places_people_and_papers_are_named_after_what_nobody_has(words: str) -> None:
    assert read_item(words) == ("None", "none")


def test_care_is_given_where_it_is_and_blood_is_counted_in_units() -> None:
    assert read_item("In the intensive care unit") == ('all(procedure intensive care; other "unit")', "partial")
    assert "procedure red blood cell transfusion" in read_item("Red blood cell transfusion units given")[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Resection of liver metastases", "procedure liver metastasis resection"),
        ("Endoscopic drainage of a pseudocyst", "procedure pseudocyst endoscopic drainage"),
        ("Insertion of tympanostomy tubes", "procedure myringotomy"),
        ("Glaucoma screening", "procedure glaucoma screening"),
        ("DVT prophylaxis", "therapy deep vein thrombosis prophylaxis"),
        ("No stroke prevention program", "not(therapy stroke prevention program)"),
        ("The spleen has been removed", "procedure splenectomy past"),
        ("Glaucoma at screening", "condition glaucoma"),
        ("Severity of glaucoma", 'all(other "Severity"; condition glaucoma)'),
    ],
)
def test_what_is_done_to_a_disease_is_a_procedure(words: str, expected: str) -> None:
    assert read_item(words)[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Zorb Vertigo Questionnaire incomplete", "None"),
        ("Interview for Schizophrenia", "None"),
        ("No seizure diary", "None"),
        ("A score of 2 or 3 on the Zorb Vertigo Scale", "zorb vertigo scale in [2, 3]"),
        ("Score above 20 on the Beck Depression Inventory", "BDI > 20"),
        ("Vertigo or Index event", 'any(condition vertigo; other "Index event")'),
    ],
)
def test_the_disease_in_the_name_of_an_instrument_is_nobodys(words: str, expected: str) -> None:
    assert read_item(words)[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ankle sprain, grade II or III", "grade in [2, 3] of ankle sprain"),
        ("Ankle sprain grade I-II within 72 h", "grade in [1, 2] of ankle sprain [<= 72 h before now]"),
        ("Rickets", "condition rickets"),
        ("Parafunctional habits", "condition parafunctional habit"),
        ("Gout or WPW", "any(condition gout; condition wolff-parkinson-white syndrome)"),
        ("Technical difficulties", "None"),
    ],
)
def test_grades_and_names(words: str, expected: str) -> None:
    assert read_item(words)[0] == expected
