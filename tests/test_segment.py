"""Where criteria begin and end, what they stand under, and how much a hostile text may cost."""

import time
from itertools import pairwise

import pytest
import trialrules
from hypothesis import given
from hypothesis import strategies as st
from trialrules.pipeline.segment import segment


def outline(text: str, region: tuple[int, int] | None = None) -> list[str]:
    """Each criterion as its kind's letter, its depth in dots and its words."""
    depth: list[int] = []
    lines = []
    for item in segment(text, region).criteria:
        depth.append(0 if item.parent is None else depth[item.parent] + 1)
        words = " ".join(text[item.start : item.end].split())
        lines.append(f"{item.kind[0]}{'.' * depth[-1]} {words}")
    return lines


def codes(text: str) -> list[str]:
    return [warning.code for warning in segment(text).warnings]


BOTH = ["i Age 20-50", "e Gout"]


@pytest.mark.parametrize(
    "text",
    [
        "Inclusion Criteria:\n- Age 20-50\nExclusion Criteria:\n- Gout",
        "Key inclusion criteria\n\n  * Age 20-50\n\nMain criteria for exclusion\n\n  * Gout",
        "INCLUSION: Age 20-50. EXCLUSION: Gout",
        "Inclusion Criteria: 1. Age 20-50 Exclusion Criteria: 1. Gout",
        "**Inclusion Criteria**\n1\\. Age 20-50\n**Exclusion Criteria**\n1\\. Gout",
        "1. Inclusion criteria:\n(a) Age 20-50\n2. Non-inclusion criteria:\n(a) Gout",
        "E.3 Principal inclusion criteria\nAge 20-50\nE.4 Principal exclusion criteria\nGout",
        "Inclution criteria:\n•Age 20-50\nExlusion criteria:\n•Gout",
        "You may be eligible if:\n● Age 20-50\nParticipants will be excluded if any of the following apply:\n● Gout",
        "You may be able to take part if you:\n● Age 20-50\nYou can't join if:\n● Gout\nWhat will happen?\nA visit.",
        "I1. Age 20-50\nE1. Gout",
        "Am I eligible?\nEligible:\n- Age 20-50\nNot eligible:\n- Gout",
        "Who is it for?\nAge 20-50\nWho is not eligible?\nGout",
        "Inclusion: Age 20-50. Exclusion: Gout. Setting: a farm.",
        "Inclusion criteria: Age 20-50_x000D_<br>Exclusion criteria: Gout_x000D_<br>",
        "InclusionCriteria\n» Age 20-50\nExclusionCriteria\n\uf0b7\tGout\nAddresses\nBergen",
        "Current inclusion criteria as of 1/2/2020:\nâ€¢ Age 20-50\nCurrent exclusion criteria:\n‚Ä¢\tGout",
        "Inclusion Criteria:\n1.\n\nAge 20-50\n\nExclusion Criteria:\n1.\n\nGout\n\nSex: All",
        "Inclusion Criteria:\n2. Age 20-50\nExclusion Criteria:\n2. Gout\nSponsors\nA hospital",
    ],
)
def test_headings_and_bullets(text: str) -> None:
    assert [line.rstrip(".") for line in outline(text)] == BOTH


@pytest.mark.parametrize(
    "text",
    [
        "Does not meet the inclusion criteria",
        "Lack of compliance with any exclusion criteria",
        "Meets all Inclusion Criteria: see above",
    ],
)
def test_a_sentence_is_no_heading(text: str) -> None:
    assert outline(f"Exclusion Criteria:\n- Gout\n- {text}") == ["e Gout", f"e {text}"]


def test_nesting_by_indent_and_by_style() -> None:
    by_indent = (
        "Inclusion Criteria:\n - Organ function:\n    - INR < 2\n    - Either of:\n       - A\n       - B\n - Age 30"
    )
    wanted = ["i Organ function:", "i. INR < 2", "i. Either of:", "i.. A", "i.. B", "i Age 30"]
    assert outline(by_indent) == wanted
    by_style = "Inclusion Criteria:\n1. Organ function:\na) INR < 2\nb) Either of:\ni. A\nii. B\n2. Age 30"
    assert outline(by_style) == wanted
    assert [item.lead_in for item in segment(by_style).criteria] == [True, False, True, False, False, False]


def test_a_lost_indent_makes_no_lead_in() -> None:
    assert outline("Exclusion Criteria:\n - Gout\n     - Asthma\n     - Cough") == ["e Gout", "e Asthma", "e Cough"]


def test_a_heading_below_a_full_line_is_one() -> None:
    long = "Treatment with a drug that is known to lower the uric acid within four weeks of"
    text = f"Key inclusion criteria\n- {long}\nvisit 1 or at any time before it\n- {long} any visit\n"
    assert outline(text + "Key exclusion criteria\n- Gout")[-1] == "e Gout"
    assert len(outline(f"Exclusion Criteria:\n- {long}\nthe visit\n- Who do not meet the\nInclusion Criteria")) == 2


def test_names_that_begin_in_lower_case_open_a_line() -> None:
    long = "Persons who live at home and who feel that they take part less in social life than before"
    text = f"Inclusion Criteria:\n{long}\nmRS 1-3\neGFR > 60\n{long} and\ngo out alone"
    assert [line[:6] for line in outline(text)] == ["i Pers", "i mRS ", "i eGFR", "i Pers"]


def test_a_list_may_open_behind_its_heading() -> None:
    items = [f"{sign}) Gout {sign}" for sign in "abcdefghijk"]
    assert len(outline("Exclusion criteria: " + "\n".join(items))) == 11


def test_paragraphs_hold_one_criterion_a_sentence() -> None:
    text = "Inclusion Criteria:\nAge 20-50. Gout for 2 years. eGFR > 60.\nNo cough. No fever.\nAsthma. Consent."
    assert len(outline(text)) == 7
    assert len(outline("Inclusion Criteria:\nAge 20-50. This is checked.\nGout\nCough")) == 3


def test_sentences_between_the_lists_of_lead_ins() -> None:
    text = (
        "Exclusion Criteria:\nGout. Stroke or angina. Asthma.\nAny of these on the last result:\n - ALT > 50 U/L\n"
        " - platelets < 20 x 10^9/L\nChemotherapy if neutrophils are < 0.5 x 10^9/L. Cough."
    )
    lead = ["e Any of these on the last result:", "e. ALT > 50 U/L", "e. platelets < 20 x 10^9/L"]
    last = ["e Chemotherapy if neutrophils are < 0.5 x 10^9/L.", "e Cough."]
    assert outline(text) == ["e Gout.", "e Stroke or angina.", "e Asthma.", *lead, *last]
    linked = text.replace("Asthma.", "These are told by letter.")
    assert outline(linked)[0] == "e Gout. Stroke or angina. These are told by letter."
    assert len(outline("Exclusion Criteria:\n- Gout. Or stroke. Asthma.\nCough. Fever. Hives.")) == 2


def test_lines_broken_where_words_go_on() -> None:
    text = "Inclusion Criteria:\n1. Life expectancy of at least\n12 weeks\n2. Platelets\n100,000/mm3 or more"
    assert outline(text) == ["i Life expectancy of at least 12 weeks", "i Platelets 100,000/mm3 or more"]


def test_wrapped_lines_and_notes() -> None:
    text = (
        "Exclusion Criteria:\n\n"
        "          -  Treatment with a drug that is known to lower the uric acid within four\n"
        "             weeks of the first visit\n\n"
        "             Note: allopurinol counts\n\n"
        "          -  Gout\n\n"
        "        NOTE: Other protocol-defined criteria may apply.\n"
    )
    wanted = "e Treatment with a drug that is known to lower the uric acid within four weeks of the first visit"
    assert outline(text) == [wanted + " Note: allopurinol counts", "e Gout"]


@pytest.mark.parametrize(
    "words", ["E. coli infection", "C. difficile colitis", "18 - 85 years of age", "1.5 mg a day", "12-Lead ECG"]
)
def test_what_only_looks_like_a_number(words: str) -> None:
    assert outline(f"Exclusion Criteria:\n- Gout\n- {words}") == ["e Gout", f"e {words}"]


def test_run_on_lists_and_sentences() -> None:
    wanted = ["i Age 20-50", "i Gout for 2 years", "i Consent"]
    for text in (
        "1. Age 20-50 2. Gout for 2 years 3. Consent",
        "(i) Age 20-50 (ii) Gout for 2 years (iii) Consent",
        "- Age 20-50 - Gout for 2 years - Consent",
        "• Age 20-50 • Gout for 2 years • Consent",
    ):
        assert outline(f"Inclusion Criteria: {text}") == wanted
    assert outline("Inclusion Criteria: Age 20-50; Gout for 2 years; Consent") == [
        "i Age 20-50;",
        "i Gout for 2 years;",
        "i Consent",
    ]
    assert outline("Inclusion Criteria:\nAge over 20 years. Gout, e.g. Tophi. No E. coli.") == [
        "i Age over 20 years.",
        "i Gout, e.g. Tophi.",
        "i No E. coli.",
    ]


def test_lines_behind_a_heading_stand_beside_each_other() -> None:
    text = "Inclusion criteria: Age 20-50_x000D_<br>No fever_x000D_<br>Consent<br>"
    assert outline(text) == ["i Age 20-50", "i No fever", "i Consent"]


def test_a_number_that_ends_an_item_is_not_the_next() -> None:
    text = "Exclusion Criteria: 1. EDSS 0 to 2.5. 2. CKD stage 3. 3. MMSE < 4. 4. Gout."
    assert outline(text) == ["e EDSS 0 to 2.5.", "e CKD stage 3.", "e MMSE < 4.", "e Gout."]


def test_a_lone_value_of_a_registry_field_is_a_criterion() -> None:
    assert outline("Inclusion Criteria:\n\nFemale\nAge 20-50\n\nExclusion Criteria:\n\nGout") == [
        "i Female", "i Age 20-50", "e Gout",
    ]  # fmt: skip
    page = "Inclusion Criteria:\n\nAge 20-50\n\nExclusion Criteria:\n\nGout\n\n20 Years\n50 Years\nALL\nNo"
    assert outline(page) == BOTH


def test_groups() -> None:
    text = (
        "Cohort A:\nInclusion Criteria:\n- Gout\nCohort B:\nInclusion Criteria:\n- Cough\n"
        "Exclusion Criteria:\nHealthy volunteers:\n- Fever\nPatients:\n- Asthma\n- Cohort 2 only: sepsis"
    )
    groups = [item.group for item in segment(text).criteria]
    assert groups == ["Cohort A", "Cohort B", "Healthy volunteers", "Patients", "Cohort 2"]
    heads = (
        "Donor Inclusion Criteria:\n- Gout\nExclusion criteria for caregivers:\n- Cough\nExclusion Criteria\n- Fever"
    )
    assert [item.group for item in segment(heads).criteria] == ["Donor", "caregivers", None]


def test_titles_limit_nothing() -> None:
    text = "Exclusion Criteria:\nMedical Conditions\n1. Gout\nPrior Therapy:\n2. Colchicine"
    assert outline(text) == ["e Gout", "e Colchicine"]
    assert {item.group for item in segment(text).criteria} == {None}


def test_phases_of_the_study_in_capitals_are_titles() -> None:
    text = "Exclusion Criteria:\n* PRE-SURGERY VISIT\n* Gout\n* PRIOR TO LEUKAPHERESIS\n* Cough\n* DIABETES MELLITUS"
    assert outline(text) == ["e Gout", "e Cough", "e DIABETES MELLITUS"]


def test_topics_over_items_are_no_criteria() -> None:
    text = "Exclusion Criteria:\n\nOcular, either eye\n\n1. Gout\n2. Cough\n\nBowels\n\n3. Asthma"
    assert outline(text) == ["e Gout", "e Cough", "e Asthma"]
    text = "PATIENT CHARACTERISTICS:\n\nRenal:\n\n  -  Gout\n\nLife expectancy:\n\n  -  12 weeks"
    assert outline(text) == ["i Gout", "i 12 weeks"]
    title = segment(text).criteria[1].title
    assert title is not None
    assert text[slice(*title)] == "Life expectancy:"
    assert outline("Exclusion Criteria:\n1. Gout\n2. Cough\n\nAny of:\n1. Fever") == [
        "e Gout",
        "e Cough",
        "e Any of:",
        "e. Fever",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Study office: 555-1234",
        "Visits: weeks 0, 4 and 8",
        "ABC = a big cough; DE = dry eye",
        "Version of 17/03/2025",
        "Treatment in the study: orvalin 5 mg",
        "Protocol X-12 Page 7 of 90",
    ],
)
def test_notes_are_no_criteria(line: str) -> None:
    text = f"Inclusion Criteria:\n- Age 20-50\n\nExclusion Criteria:\n- Gout\n\n{line}"
    assert outline(text) == BOTH
    assert codes(text) == ([] if line.startswith(("Protocol", "Visits")) else ["note"])


@pytest.mark.parametrize(
    "line",
    [
        "No toxicity above grade 1 (CTCAE version 5.0)",
        "Reachable by telephone. Living near the study team",
        "Treatment prohibited during the study: orvalin",
        "Able to read a website (https://example.org)",
        "ALT = alanine transaminase > 3 x ULN; AST = aspartate transaminase > 3 x ULN",
    ],
)
def test_what_only_mentions_them_stays_a_criterion(line: str) -> None:
    assert outline(f"Inclusion Criteria:\n- Age 20-50\n\n{line}") == ["i Age 20-50", f"i {line}"]


@pytest.mark.parametrize(
    ("line", "criterion"),
    [
        ("Gout. See the protocol for details.", "Gout."),
        ("Gout. Please refer to the study protocol", "Gout."),
        ("Gout (see protocol)", "Gout"),
        ("Gout; other protocol-defined criteria may apply", "Gout; other protocol-defined criteria may apply"),
    ],
)
def test_a_reference_to_the_protocol_hides_no_criterion(line: str, criterion: str) -> None:
    assert outline(f"Exclusion Criteria:\n\n* {line}\n") == [f"e {criterion}"]
    assert outline(f"Exclusion Criteria:\n\n* {line}\n* Cough (dry)\n") == [f"e {criterion}", "e Cough (dry)"]


def test_footnotes_are_no_criteria() -> None:
    text = "Exclusion Criteria:\n* Gout**\n* Cough\n**As judged by a doctor"
    assert outline(text) == ["e Gout**", "e Cough"]
    assert outline("Exclusion Criteria:\n*Gout\n*Cough") == ["e Gout", "e Cough"]


def test_columns_under_two_headings_have_no_kind() -> None:
    text = "Eligibility\nInclusion\nExclusion\nAge 20-50\nGout"
    assert outline(text) == ["u Age 20-50", "u Gout"]
    assert codes(text) == ["kind_unknown"]
    assert outline("Inclusion Criteria:\n\nExclusion Criteria:\n- Gout") == ["e Gout"]


def test_labels_of_what_follows_are_no_criteria() -> None:
    text = "Who can take part\nAge\n20-50 years\nLung function\nFEV1 > 1 L\nWho cannot take part\nGout\nCough"
    assert outline(text) == ["i 20-50 years", "i FEV1 > 1 L", "e Gout", "e Cough"]


IN_OWN_WORDS = [
    ("Who we are looking for", "Who cannot join us"),
    ("who can take part?", "who can't take part?"),
    ("Patients to be enrolled", "Patients not to be enrolled"),
    ("Criteria for participation", "Criteria against participation"),
    ("Main requirements", "Main reasons for not being included"),
    ("INVITED", "NOT INVITED"),
    ("What are the conditions for taking part?", "What would exclude me?"),
    ("Eligible are patients who", "Ineligible are patients who"),
    ("This trial may be right for you if:", "This trial is not right for you if:"),
    ("Suitable patients", "Unsuitable patients"),
    ("Who is this trial for?", "Who is this trial not for?"),
    ("You can be in this study if", "You can't be in this study if"),
    ("Requirements", "Restrictions"),
    ("Enrollment criteria:", "Non-enrollment criteria:"),
    ("Study population (inclusion)", "Study population (exclusion)"),
    ("Inclusion/Eligibility", "Exclusion/Ineligibility"),
    ("Patients must have:", "Patients must not have:"),
    ("Criteri di inclusione", "Criteri di esclusione"),
    ("Patients who met all of the following were enrolled", "Patients who met any of the following were not enrolled"),
]


@pytest.mark.parametrize(("who", "who_not"), IN_OWN_WORDS)
def test_headings_in_a_pages_own_words(who: str, who_not: str) -> None:
    text = f"{who}\nAge 18 or over\nasthma\n\n{who_not}\ngout\nParticipation in another trial\n"
    assert outline(text) == ["i Age 18 or over", "i asthma", "e gout", "e Participation in another trial"]


def test_what_must_not_be_is_a_lead_in_over_items() -> None:
    text = "Inclusion criteria:\n1. Patients must not have:\n   - Gout\n   - Asthma\n"
    assert outline(text) == ["i Patients must not have:", "i. Gout", "i. Asthma"]


def test_their_content_may_follow_on_the_line() -> None:
    text = "Suitable if: aged 18 or over, asthma.\nNot suitable if: pregnant; gout; psoriasis.\n"
    assert outline(text) == ["i aged 18 or over, asthma.", "e pregnant;", "e gout;", "e psoriasis."]


@pytest.mark.parametrize(
    "line", ["Willing to participate", "Not able to participate", "Enrolled in primary care", "Excluded by a doctor"]
)
def test_a_requirement_about_taking_part_is_no_heading(line: str) -> None:
    found = outline(f"Inclusion criteria:\nasthma\n{line}\nAge 18 or over\n")
    assert found == ["i asthma", f"i {line}", "i Age 18 or over"]


@pytest.mark.parametrize("heading", ["Withdrawal criteria:", "Previous exclusion criteria (until 2019):"])
def test_what_decides_on_no_entry_is_said(heading: str) -> None:
    text = f"Exclusion Criteria:\n- Gout\n{heading}\n- Cough"
    assert outline(text) == ["e Gout"]
    assert codes(text) == ["not_eligibility"]


def test_a_list_above_the_exclusions_includes() -> None:
    text = "A trial of orvalin\n1) Age 20-50\n2) Proven asthma\nExclusion criteria:\n1) Gout"
    assert outline(text) == ["i Age 20-50", "i Proven asthma", "e Gout"]
    assert codes(text) == ["kind_inferred"]

    plain = "Adults\nAge 20-50\nProven asthma\nAble to walk\nExclusion criteria:\nGout"
    assert outline(plain) == ["i Adults", "i Age 20-50", "i Proven asthma", "i Able to walk", "e Gout"]


def test_the_name_of_a_trial_is_no_criterion() -> None:
    assert outline("ABC: orvalin in severe gout\n\nInclusion:\n- Age 20-50\nExclusion:\n- Gout") == BOTH


def test_older_cancer_layout() -> None:
    text = (
        "DISEASE CHARACTERISTICS: Proven glioma No edema\n\n"
        "PATIENT CHARACTERISTICS: Age: 18 and over Renal: Not specified"
    )
    assert outline(text) == ["i Proven glioma", "i No edema", "i Age: 18 and over"]
    assert codes(text) == ["kind_inferred", "kind_inferred"]


PAGE = """A Trial of Orvalin
- Status
- RECRUITING
- Sponsor
- A hospital
{prose}
Recruitment & Eligibility
- Sex
- All
- Age 18-60 years;
- Diagnosis of gout confirmed by a joint puncture;
- Able to walk;
- Patients with severe heart failure;
- Pregnancy or lactation;
- History of allergy to orvalin;
Study & Design
- Study Type
- INTERVENTIONAL
"""


def test_a_page_without_headings() -> None:
    text = PAGE.format(prose="Orvalin was found in a harbour. We hope that it helps. " * 30)
    assert [line[0] for line in outline(text)] == ["i", "i", "i", "e", "e", "e"]
    assert codes(text) == ["kind_inferred"]


def test_a_page_without_criteria() -> None:
    text = "Gout is painful. Our website explains it.\n\nRead more about our research and how you can help us.\n\n" * 40
    assert outline(text) == []
    assert codes(text) == ["no_criteria"]


def test_one_requirement_is_a_criterion() -> None:
    assert outline("ALT > 3 x ULN") == ["u ALT > 3 x ULN"]
    assert outline("Patients with gout will be excluded.") == ["e Patients with gout will be excluded."]


def test_region() -> None:
    text = "Sponsors\n- Gout"
    assert outline(text, (9, len(text))) == ["u Gout"]


SHAPES = st.sampled_from(
    [
        "Inclusion Criteria:",
        "Exclusion:",
        "- ",
        "  * ",
        "1. ",
        "a) ",
        "\n",
        "\n\n",
        "Gout",
        "any of:",
        " ",
        "Cohort A:",
        "\\>",
        "Note:",
    ]
)


@given(st.lists(SHAPES, max_size=40).map("".join) | st.text(max_size=200))
def test_spans_hold(text: str) -> None:
    items = segment(text).criteria
    for i, item in enumerate(items):
        assert 0 <= item.start < item.end <= len(text)
        assert item.parent is None or (item.parent < i and items[item.parent].lead_in)
    assert all(a.end <= b.start for a, b in pairwise(items))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10**6,
        "(" * 50_000 + ")" * 50_000,
        "1. Age 2. " * 50_000,
        "inclusion criteria " * 20_000,
        "- a\n" * 50_000,
        "&" * 10**6,
    ],
    ids=["word", "brackets", "numbers", "headings", "bullets", "signs"],
)
def test_hostile_text_does_not_hang(text: str) -> None:
    before = time.process_time()
    segment(text)
    assert time.process_time() - before < 60, "seconds of computing; speed is the benchmark's"


def test_short_lines_left_of_the_bullet_are_items() -> None:
    text = (
        "Exclusion Criteria:\n  -  patients with gum disease\nlack of compliance\nactive infection\n"
        "  -  patients on an oral anticoagulant or\nan antiplatelet agent\n"
        "  -  heart disease (New York\nclass III or IV)\n"
    )
    found = [c.text for c in trialrules.extract(text).criteria]
    assert found == [
        "patients with gum disease", "lack of compliance", "active infection",
        "patients on an oral anticoagulant or\nan antiplatelet agent", "heart disease (New York\nclass III or IV)",
    ]  # fmt: skip


def test_paragraphs_beside_a_list_are_read_sentence_by_sentence() -> None:
    text = (
        "Inclusion criteria\nAdults with gout are eligible. The serum urate must be above 6 mg/dL.\n"
        "Statins may go on. Diuretics must have been stopped.\nBlood tests show:\n- sodium 130 mmol/L or more\n"
        "- ALT below 60 U/L\n\nExclusion criteria\nStroke.\n"
    )
    found = [c.text for c in trialrules.extract(text).criteria]
    assert found == [
        "Adults with gout are eligible.", "The serum urate must be above 6 mg/dL.", "Statins may go on.",
        "Diuretics must have been stopped.", "Blood tests show:", "sodium 130 mmol/L or more", "ALT below 60 U/L",
        "Stroke.",
    ]  # fmt: skip


def test_one_line_of_two_sentences_beside_a_list_is_one_criterion() -> None:
    text = "Inclusion criteria\nAdults with gout. They must be well.\n- sodium 130 mmol/L or more\n- ALT below 60 U/L\n"
    assert trialrules.extract(text).criteria[0].text == "Adults with gout. They must be well."
