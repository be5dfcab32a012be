"""Layouts that are read from several lines together: marks in a row, lists in lists, columns, ticks, foreign signs."""

import re

import pytest
from trialrules import extract
from trialrules.pipeline.readers import read_text
from trialrules.pipeline.segment import segment

BOTH = ["i Age 20-50", "i Asthma", "i Consent", "e Gout", "e Cough"]


def outline(text: str) -> list[str]:
    """Each criterion of a file as its kind's letter, its depth in dots and its words."""
    trial = read_text(text)
    found = segment(trial.text, trial.region, trial.asides, trial.headings, trial.breaks, columns=trial.columns)
    depth: list[int] = []
    lines = []
    for item in found.criteria:
        depth.append(0 if item.parent is None else depth[item.parent] + 1)
        words = " ".join(trial.text[item.start : item.end].split()).rstrip(".;,；。")
        lines.append(f"{item.kind[0]}{'.' * depth[-1]} {words}")
    return lines


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion criteria\n1 Age 20-50\n2 Asthma\n3 Consent\nExclusion criteria\n1 Gout\n2 Cough",
        "Inclusion criteria\n1-Age 20-50\n2-Asthma\n3-Consent\nExclusion criteria\n4-Gout\n5-Cough",
        "Inclusion criteria：\n1、Age 20-50；\n2、Asthma；\n3、Consent。\nExclusion criteria：\n1、Gout；\n2、Cough。",
        "１．選択基準\n①Age 20-50\n②Asthma\n③Consent\n２．除外基準\n①Gout\n②Cough",
        "[Inclusion criteria]\n・Age 20-50\n・Asthma\n・Consent\n[Exclusion criteria]\n・Gout\n・Cough",
        "Inclusion Criteria\n> Age 20-50\n> Asthma\n> Consent\nExclusion Criteria\n> Gout\n> Cough",
        "Inclusion 01: Age 20-50\nInclusion 02: Asthma\nInclusion 03: Consent\nExclusion 01: Gout\nExclusion 02: Cough",
        "Inclusion criteria 1) Age 20-50; 2) Asthma; 3) Consent. Exclusion criteria 1) Gout; 2) Cough.",
        "Inclusion criteria: ①Age 20-50; ②Asthma; ③Consent. Exclusion criteria: ①Gout; ②Cough.",
        "Inclusion criteria\n①Age 20-50.②Asthma；③Consent\nExclusion criteria: ①Gout；②Cough。",
        "Inclusion criteria\n#1 Age 20-50\n#2 Asthma\n#3 Consent\nExclusion criteria\n#1 Gout\n#2 Cough",
        "Incl.: Age 20-50; Asthma; Consent\nExcl.: \n- Gout\n- Cough",
        "IC:\n1. Age 20-50\n2. Asthma\n3. Consent\nEC:\n1. Gout\n2. Cough",
        "| No. | Inclusion criteria |\n|---|---|\n| 1 | Age 20-50 |\n| 2 | Asthma |\n| 3 | Consent |\n\n"
        "| No. | Exclusion criteria |\n|---|---|\n| 1 | Gout |\n| 2 | Cough |",
        "2. Inclusion criteria\n2.1 Age 20-50\n2.2 Asthma\n2.3 Consent\n3. Exclusion criteria\n3.1 Gout\n3.2 Cough\n"
        "4. End points\n4.1 Cough at week 4",
        "Can I join?\n✔ Age 20-50\n✔ Asthma\n✔ Consent\n✘ Gout\n✘ Cough",
        "Eligibility\n+ Age 20-50\n+ Asthma\n+ Consent\n- Gout\n- Cough",
        "You may be able to join if all of these apply. You\n- Age 20-50\n- Asthma\n- Consent\n"
        "Who may not?\n- Gout\n- Cough",
        "<table><tr><th>Inclusion criteria</th><th>Exclusion criteria</th></tr>"
        "<tr><td>Age 20-50<br>Asthma<br>Consent</td><td>Gout<br>Cough</td></tr></table>",
        "<h2>Who can take part</h2><table><tr><td>1</td><td>Age 20-50</td></tr><tr><td>2</td><td>Asthma</td></tr>"
        "<tr><td>3</td><td>Consent</td></tr></table><h2>Who cannot take part</h2><p>Gout</p><p>Cough</p>",
        "INCL1 Age 20-50\nINCL2 Asthma\nINCL3 Consent\nEXCL1 Gout\nEXCL2 Cough",
        "Inclusion criteria:   Age 20-50\n                      Asthma\n                      Consent\n"
        "Exclusion criteria:   Gout\n                      Cough",
        "**Who is needed:** Age 20-50. Asthma. Consent.\n\n**Who is not:** Gout. Cough.\n\n**How many:** 200",
        "Inclusion criteria. Age 20-50. Asthma. Consent. Exclusion criteria. Gout. Cough.",
        "Can he join?\nYes, if your child\n- Age 20-50\n- Asthma\n- Consent\nNo, if your child\n- Gout\n- Cough",
        "INCLUSION CRITERIA Age 20-50. Asthma. Consent. EXCLUSION CRITERIA Gout. Cough.",
        "Who is it for\n  Age 20-50\n  Asthma\n  Consent\nWho it is not for\n  Gout\n  Cough\n"
        "What is involved\n  Visits",
        "<h1>A cough study</h1><h2>Inclusion</h2><h3>General</h3><ul><li>Age 20-50</li></ul><h3>Heart</h3><ul>"
        "<li>Asthma</li><li>Consent</li></ul><h2>Exclusion</h2><h3>Lungs and joints</h3><p>Gout</p><p>Cough</p>",
        "Inclusion Criteria: - Age 20-50; - Asthma; - Consent\nExclusion Criteria: - Gout; - Cough",
        "INCLUSION CRITERIA -- Age 20-50 -- Asthma -- Consent\nEXCLUSION CRITERIA -- Gout -- Cough",
        "Inclusion Criteria\nAge From 20.00 Year(s) Age To 50.00 Year(s) Gender Both\n"
        "Details: 1.Age 20-50. 2.Asthma.3.Consent.\nExclusionCriteria\nDetails 1.Gout. 2.Cough.",
        "Inclusion\n[ ] Yes [ ] No 1. Age 20-50\n[ ] Yes [ ] No 2. Asthma\n[ ] Yes [ ] No 3. Consent\n"
        "Exclusion\n[ ] Yes [ ] No 1. Gout\n[ ] Yes [ ] No 2. Cough",
        "4.1 Inclusion\n4.1.1 Age 20-50\n4.1.2 Asthma\n4.1.3 Consent\n4.2 Non-inclusion\n4.2.1 Gout\n4.2.2 Cough",
        "A. Inclusion\nA1. Age 20-50\nA2. Asthma\nA3. Consent\nB. Exclusion\nB1. Gout\nB2. Cough",
        "Inclusion Criteria\nScreening (Visit 1)\n1. Age 20-50\nAt Visit 2:\n2. Asthma\n3. Consent\n"
        "Exclusion Criteria\n1. Gout\n2. Cough\nAge minimum: 20age old over\nAge maximum: No limit\nGender: Both",
        "Inclusion\n1. Age 20-50\nRationale: as usual\n2. Asthma\n3. Consent\nExclusion\n1. Gout\n2. Cough",
    ],
)
def test_marks_and_headings(text: str) -> None:
    assert outline(text) == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion criteria\tExclusion criteria\nAge 20-50\tGout\nAsthma\tCough\n",
        "Table 1\nInclusion criteria   Exclusion criteria\nAge 20-50            Gout\n\nAsthma               Cough\n",
        "| Inclusion | Exclusion |\n|---|---|\n| Age 20-50 | Gout |\n| Asthma | Cough |\n\nContact: us",
    ],
)
def test_columns_are_read_row_by_row(text: str) -> None:
    assert outline(text) == ["i Age 20-50", "e Gout", "i Asthma", "e Cough"]


def test_a_kind_may_stand_behind_each_line() -> None:
    rows = [("Age 20-50", "Inclusion"), ("Gout", "Exclusion"), ("Asthma", "Inclusion"), ("Cough", "Exclusion")]
    cells = "".join(f"<tr><td>{words}</td><td>{kind}</td></tr>" for words, kind in rows)
    wanted = ["i Age 20-50", "e Gout", "i Asthma", "e Cough"]
    assert outline(f"<table><tr><th>Criterion</th><th>Type</th></tr>{cells}</table>") == wanted
    before = "\n".join(f"{kind}\n{words}" for words, kind in rows)
    assert outline(before) == wanted


def test_what_nothing_speaks_for_includes_above_the_exclusions() -> None:
    text = "Tall persons of any age. Blue eyes or brown. Long hair. People with gout are not eligible."
    assert [line[0] for line in outline(text)] == ["i", "i", "i", "e"]


@pytest.mark.parametrize(
    "text",
    [
        "Dose of orvalin\nGrade 2: continue\nGrade 3: stop until grade 1\nNeutrophils < 1.0 x 10^9/L: stop for 3 weeks",
        "Response\nComplete response: nodes < 10 mm\nPartial response: at least 30% less\nStable disease: neither",
        "<h1>Who needs it?</h1><p>It is recommended in:</p><ul><li>LDL > 4.9 mmol/l</li><li>age 40-75</li></ul>"
        "<p>It is not recommended in pregnancy.</p>",
    ],
)
def test_pages_about_something_else_have_no_criteria(text: str) -> None:
    assert outline(text) == []


def test_either_leads_in_and_a_fragment_goes_on() -> None:
    text = "Inclusion\nEither\n- Gout\n- Cough\n\nExclusion\n1. One of\n\n  - Asthma\n\n  - Fever\n\n  for 3 months"
    assert outline(text) == ["i Either", "i. Gout", "i. Cough", "e One of", "e. Asthma", "e. Fever for 3 months"]


@pytest.mark.parametrize(
    "line",
    [
        "Recruiting since March 2024 in Ghent",
        "About 300 patients are needed; 120 have been enrolled so far.",
        "Study treatment is stopped if ALT rises above 5 x ULN.",
        "The trial is paid for by a fund.",
        "Amendment 2: the upper age limit was raised from 65 to 75 years.",
        "Travel costs are paid",
    ],
)
@pytest.mark.parametrize("layout", ["- {}\n- {}\n\n{}", "{}\n{}\n\n{}.", "<ul><li>{}</li><li>{}</li></ul><p>{}</p>"])
def test_what_stands_below_a_list_is_no_item(layout: str, line: str) -> None:
    head = "<h2>Exclusion criteria</h2>" if layout.startswith("<") else "Exclusion criteria\n"
    assert outline(head + layout.format("Gout", "Cough", line.rstrip("."))) == ["e Gout", "e Cough"]


@pytest.mark.parametrize(
    "text",
    [
        "Exclusion criteria\n- Gout\n- Cough\n\nHistory of asthma",
        "Exclusion criteria\n- Gout\n- Cough\n\nOut of reach. Living far from here with long toes",
        "Exclusion criteria\n- Gout\n- Cough\n\nUncles who are known for their toes",
        "Exclusion criteria\nGout\n\nCough\n\nLong toes.",
        "Exclusion criteria\n1. Gout\n2. Any of:\n\nCough\nLong toes",
        "<h2>Exclusion criteria</h2><ul><li>Gout<ul><li>in a foot</li></ul></li><li>Cough</li><li>Long toes</li></ul>",
    ],
)
def test_a_requirement_below_a_list_is_one(text: str) -> None:
    assert len(outline(text)) >= 3
    assert outline(text)[-1].removesuffix(" of asthma").rsplit(" ", 1)[-1] in ("History", "toes")


def test_prose_above_the_first_heading_is_none() -> None:
    text = "A trial\n\nOrvalin is compared with placebo in adults aged 20-50.\n\nInclusion criteria\n- Gout\n"
    assert outline(text) == ["i Gout"]


def test_lines_without_any_kind_are_warned_of() -> None:
    text = "- Blue eyes\n- Brown hair\n- Long toes"
    found = segment(text, (0, len(text)))
    assert {item.kind for item in found.criteria} == {"unknown"}
    assert [warning.code for warning in found.warnings] == ["kind_unknown"]


@pytest.mark.parametrize(
    "lines",
    [
        ["1 relapse or more", "2 of 3 tests positive", "12 months of therapy"],
        ["18 - 85 years of age", "12-lead ECG", "2-year history of gout"],
        ["> 3 lesions", "> ULN", "+ Asthma"],
        ["[Asthma] of any kind", "1, 2 or 3 lesions", "3 or 4 falls"],
    ],
)
def test_numbers_and_signs_of_a_sentence_are_no_marks(lines: list[str]) -> None:
    assert outline("Inclusion criteria\n" + "\n".join(lines)) == [f"i {line}" for line in lines]


def test_a_list_that_numbers_enclose_is_under_the_number_before_it() -> None:
    text = "Inclusion Criteria:\n1. Failure of\n- A or\n- B\n2. Asthma\n3. Organ function\na) Platelets\nb) ALT\n"
    wanted = ["i Failure of", "i. A or", "i. B", "i Asthma", "i Organ function", "i. Platelets", "i. ALT"]
    assert outline(text) == wanted
    dotted = "Inclusion Criteria:\n5.1 Organ function:\n5.1.1 Platelets\n5.1.2 ALT\n5.2 Asthma"
    assert outline(dotted) == ["i Organ function:", "i. Platelets", "i. ALT", "i Asthma"]
    coded = "Inclusion Criteria:\nI5. Organ function:\nI5.1 Platelets\nI5.2. ALT\nI6. Asthma"
    assert outline(coded) == ["i Organ function:", "i. Platelets", "i. ALT", "i Asthma"]
    loose = "Exclusion Criteria:\n1. Gout\n2. Cough\n- Asthma\n- Fever"
    assert outline(loose) == ["e Gout", "e Cough", "e Asthma", "e Fever"]


@pytest.mark.parametrize("mark", ["1. ", "- "])
def test_lines_without_a_mark_are_the_items_of_the_mark_above(mark: str) -> None:
    text = f"Exclusion Criteria:\n{mark}Any of:\nGout\nCough\n\nFever\n{mark.replace('1', '2')}Asthma\n"
    assert outline(text) == ["e Any of:", "e. Gout", "e. Cough", "e. Fever", "e Asthma"]
    table = "Inclusion Criteria:\n1. Organ function:\n\nSystem  Laboratory value\nRenal\n  Creatinine\n\n2. Asthma"
    assert outline(table) == ["i Organ function:", "i. Creatinine", "i Asthma"]


def test_a_group_before_the_first_line_of_a_paragraph_is_that_of_all_its_lines() -> None:
    text = "Inclusion Criteria:\n\nArm 1: asthma\nFEV1 < 60 %\n\nArm 2: gout\nUrate > 6 mg/dL\n\nBoth arms:\nConsent"
    groups = ["Arm 1", "Arm 1", "Arm 2", "Arm 2", None]
    assert [item.group for item in segment(text).criteria] == groups
    flat = "Inclusion Criteria:\n\nArm 1: asthma\nArm 2: gout\nConsent"
    assert [item.group for item in segment(flat).criteria] == ["Arm 1", "Arm 2", None]


def test_emphasis_is_no_footnote() -> None:
    text = "**Inclusion Criteria**\n* **Age:** 20-50\n* **Lung**: asthma\n\n**Exclusion Criteria**\n* **Joints:** gout"
    assert outline(text) == ["i **Age:** 20-50", "i **Lung**: asthma", "e **Joints:** gout"]


def test_dashes_between_items_of_one_line() -> None:
    assert len(outline("Inclusion Criteria: Age 20-50 - Asthma - Consent - Fever\nExclusion Criteria: Gout")) == 5
    assert len(outline("Inclusion Criteria: Asthma - Gout - Fever\nExclusion Criteria: Gout")) == 2


def test_items_have_the_kind_of_what_leads_them_in() -> None:
    text = "Eligibility\n1. Patients must have:\n - asthma\n2. Patients must not:\n - have gout\n - be pregnant"
    assert [line[0] for line in outline(text)] == ["i"] * 5


def test_an_open_line_goes_on_over_a_gap() -> None:
    text = "Exclusion Criteria:\n\n1. Gout within\n\n4 weeks of day 1\n\n2. Surgery before\n\n randomization\n\n3. Gout"
    assert outline(text) == ["e Gout within 4 weeks of day 1", "e Surgery before randomization", "e Gout"]


@pytest.mark.parametrize(
    "line",
    [
        "† At least two attacks in the last 3 weeks",
        "* At least two attacks in the last 3 weeks",
        "The study will be conducted at 20 centres; the end point is a score < 4",
        "Note: persons who fail may be seen once more",
        "N.B. Women will be tested at every visit",
    ],
)
def test_footnotes_and_plans_are_no_criteria(line: str) -> None:
    found = outline(f"Inclusion Criteria:\n1. Asthma†\n2. Fever*\n\nExclusion Criteria:\n1. Gout\n2. Cough\n\n{line}")
    assert found[2:] == ["e Gout", "e Cough"]


def test_sentences_behind_a_heading_may_be_headings() -> None:
    text = "All of the following must be true: asthma; age 20-50. None of these may be true: gout; cough; fever."
    assert outline(text) == ["i asthma; age 20-50", "e gout", "e cough", "e fever"]
    text = "Inclusion criteria: asthma. Lung function: FEV1 > 1 L. The exclusion criteria are: gout."
    assert outline(text) == ["i asthma", "i Lung function: FEV1 > 1 L", "e gout"]


@pytest.mark.parametrize("question", ["What is involved?", "Which hospitals take part?", "Where"])
def test_other_questions_of_a_page_end_the_criteria(question: str) -> None:
    text = f"Who can join?\n- Asthma\nWho can't join?\n- Gout\n{question}\nA visit to the ward\nIn Oslo"
    assert outline(text) == ["i Asthma", "e Gout"]


def test_a_cohort_may_stand_before_its_heading() -> None:
    text = "Patients with gout: inclusion criteria\n- Asthma\nHealthy controls: inclusion criteria\n- Cough\n"
    groups = [item.group for item in segment(text + "Exclusion criteria for both groups\n- Fever").criteria]
    assert groups == ["Patients with gout", "Healthy controls", None]


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n- Age 20-50\n- Asthma\n- Consent,\nExclusion Criteria:\n- Gout\n- Cough",
        "Inclusion Criteria:\n- Age 20-50\n- Asthma\n- Consent and\nExclusion Criteria:\n- Gout\n- Cough",
        "Inclusion：\n1、Age 20-50；\n2、Asthma；\n3、Consent。\nExclusion：\n（1）Gout；\n（2）Cough。",
        "Inclusion Criteria:\nAge 20-50\nAsthma\nConsent\n\nExclusion Criteria:\nGout\nCough",
    ],
)
def test_a_heading_ends_an_open_line(text: str) -> None:
    assert [re.sub(r",| and$", "", line) for line in outline(text)] == BOTH


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Exclusion:\n- Gout within 4 weeks before study\n  inclusion\n- Cough",
         ["e Gout within 4 weeks before study inclusion", "e Cough"]),
        ("Exclusion:\n- Does not keep to protocol\n  requirements, including visits\n- Cough",
         ["e Does not keep to protocol requirements, including visits", "e Cough"]),
        ("Inclusion:\n- Adults (Group A) or children (Group\n  B) with gout\n- Asthma",
         ["i Adults (Group A) or children (Group B) with gout", "i Asthma"]),
        ("Exclusion:\n1、18-20 years of age", ["e 18-20 years of age"]),
        ("Exclusion:\n（1）20-70 years；\n（2）Gout", ["e 20-70 years", "e Gout"]),
        ("Exclusion:\nHead injury (GCS < 12) ***\nBurns", ["e Head injury (GCS < 12) ***", "e Burns"]),
        ("Exclusion:\nSurgical treatment\nGout\nInformed consent\nCough",
         ["e Surgical treatment", "e Gout", "e Informed consent", "e Cough"]),
        ("Exclusion:\nSurgical Treatment\nGout\n\nMedical History\nCough", ["e Gout", "e Cough"]),
        ("Exclusion:\nGout\npatients who do not want to participate in the study\nCough",
         ["e Gout", "e patients who do not want to participate in the study", "e Cough"]),
    ],
)  # fmt: skip
def test_what_a_line_says_depends_on_the_lines_around_it(text: str, found: list[str]) -> None:
    assert outline(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Patients are eligible if they (i) are adults, (ii) have gout, and (iii) can walk. "
         "Patients are not eligible if they (i) smoke, or (ii) have a cough.",
         ["i are adults", "i have gout, and", "i can walk", "e smoke, or", "e have a cough"]),
        ("Eligibility: Patients are eligible if all of the following apply: 1) gout; 2) asthma. "
         "Patients are ineligible if any of the following apply: 1) fever; 2) cough.",
         ["i gout", "i asthma", "e fever", "e cough"]),
        ("IC-1 Adults\nIC-2 Gout\n\nEC-1 Asthma\nEC-2 Cough", ["i Adults", "i Gout", "e Asthma", "e Cough"]),
        ("Code | Description\nI1 | Adults\nI2 | Gout\nE1 | Asthma\nE2 | Cough",
         ["i Adults", "i Gout", "e Asthma", "e Cough"]),
        ("| Type | Criterion |\n|---|---|\n| Inclusion | Adults |\n| Inclusion | Gout |\n| Exclusion | Asthma |",
         ["i Adults", "i Gout", "e Asthma"]),
        ("Inclusion criteria\n- Gout\nMinimum Age: 18 Years\nMaximum Age: no maximum age\nExclusion criteria\n- Cough\n"
         "Participants must be healthy: No", ["i Gout", "e Cough"]),
        ("Inclusion criteria (as of 3 May 2023):\n- Gout\nInclusion criteria (until 3 May 2023):\n- Fever\n"
         "Exclusion criteria:\n- Cough", ["i Gout", "e Cough"]),
        ("ORV-204 Protocol Version 3.0         Confidential\nInclusion Criteria\n- Gout\nExclusion Criteria\n- Cough",
         ["i Gout", "e Cough"]),
        ("Inclusion:\n· Gout\no  of the toe\no  of the knee\n· Adults",
         ["i Gout", "i. of the toe", "i. of the knee", "i Adults"]),
        ("DISEASE CHARACTERISTICS:\n\n  -  Diagnosis of leukemia\n\n       -  Rai stage III\n\n"
         "PATIENT CHARACTERISTICS:\n\n  -  Not pregnant",
         ["i Diagnosis of leukemia", "i. Rai stage III", "i Not pregnant"]),
        ("Adults of 18 to 80 years\nActive gout\nWritten informed consent\nPatients with fever are excluded\n"
         "Patients with a cough are excluded",
         ["i Adults of 18 to 80 years", "i Active gout", "i Written informed consent",
          "e Patients with fever are excluded", "e Patients with a cough are excluded"]),
        ("Subjects must have:\n1. Gout\n2. Fever\n\nSubjects must not have:\n1. Cough",
         ["i Gout", "i Fever", "e Cough"]),
        ("Inclusion criteria - adults; gout; BMI > 25\nExclusion criteria - fever; cough; eGFR < 45",
         ["i adults", "i gout", "i BMI > 25", "e fever", "e cough", "e eGFR < 45"]),
        ("Inclusion criteria\n| 1 | Gout |\nExclusion criteria\n| 1 | Cough |\n| 2 | Fever |",
         ["i Gout", "e Cough", "e Fever"]),
        ("Inclusion Number 1: Adults\nInclusion Number 2: Fever\nExclusion Number 1: Gout\nExclusion Number 2: Cough",
         ["i Adults", "i Fever", "e Gout", "e Cough"]),
        ("Inclusion criteria\n1. Adults\n2. Asthma (> grade 2) or gout\n3. Fever\nExclusion criteria: "
         "1. Cough (> grade\n2) 2. Gout",
         ["i Adults", "i Asthma (> grade 2) or gout", "i Fever", "e Cough (> grade 2)", "e Gout"]),
        ("Exclusion:\n- Haemoglobin below\n8. g/dL\n- Gout\nPatients will be recruited from two clinics.",
         ["e Haemoglobin below 8. g/dL", "e Gout"]),
    ],
)  # fmt: skip
def test_further_layouts(text: str, found: list[str]) -> None:
    assert outline(text) == found


def test_unmarked_lines_of_a_paragraph_are_the_items_of_a_colon() -> None:
    text = (
        "Inclusion Criteria:\n\nPatients must have organ function as defined below:\n\nANC > 1\nALT < 40\n\nNo gout.\n"
    )
    assert outline(text)[1:] == ["i. ANC > 1", "i. ALT < 40", "i No gout"]
    text = (
        "Exclusion Criteria:\n\nGout.\n\nAny of the following:\nFever\nCough\n\nAsthma.\n\nAny other reason:\n\nA ban\n"
    )
    assert outline(text)[2:] == ["e. Fever", "e. Cough", "e Asthma", "e Any other reason:", "e A ban"]
    flat = outline("Exclusion Criteria:\nAny of the following:\nFever\nCough\nAsthma\n")
    assert flat[1:] == ["e Fever", "e Cough", "e Asthma"]  # who could tell where they end


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n1. Patients must meet one of the following criteria:\n   a. gout\n   b. fever\n2. Adults",
        "Inclusion Criteria:\n\nPatients must meet any of the following criteria to be eligible:\n\n1. gout\n2. fever",
        "Patients must meet any of the following criteria to be eligible:\n1. gout\n2. fever\n\nExclusion:\n- Cough",
    ],
)
def test_one_of_several_is_no_heading(text: str) -> None:
    said = extract(text).criteria[0]
    assert (said.kind, str(said.rule)) == ("inclusion", "any(condition gout; condition fever)")


def test_arms_are_named_as_their_headings() -> None:
    text = "Inclusion Criteria:\n\nArm A\n1. Gout\n\nArm B\n1. Fever\n\nAll arms\n1. Age 20-50\n"
    assert [item.group for item in segment(text).criteria] == ["Arm A", "Arm B", None]


def test_a_part_is_named_with_whom_it_is_for() -> None:
    text = "Part A Inclusion Criteria (Healthy Volunteers)\n1. Age 18-50\nPart A Exclusion Criteria\n1. Gout\n"
    text += "\nMOTHERS\n\nInclusion criteria\n- Asthma\n"
    assert [item.group for item in segment(text).criteria] == ["Part A (Healthy Volunteers)", "Part A", "MOTHERS"]
