"""What registries do to a text on its way, and what is made of it: rules, or a plain word that they are not read."""

import contextlib
import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import trialrules
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from trialrules import extract
from trialrules.cli import main
from trialrules.errors import ReadError
from trialrules.models import RuleSet
from trialrules.pipeline.readers import READERS, read, read_text
from trialrules.pipeline.readers.ictrp import trial_of

DATA = Path(__file__).parent / "data" / "readers"


def rules(ruleset: RuleSet) -> dict[str, str]:
    return {c.id: str(c.rule) for c in ruleset.criteria}


def record(name: str) -> RuleSet:
    return extract(read(DATA / f"{name}.raw"))


def row(inclusion: str, exclusion: str = "None", **fields: str | None) -> Mapping[str, Any]:
    texts = {
        "Inclusion_Criteria": f"Inclusion criteria: {inclusion}",
        "Exclusion_Criteria": f"Exclusion criteria: {exclusion}",
    }
    return {"TrialID": "ACTRN0", **texts, **fields}


def codes(ruleset: RuleSet) -> set[str]:
    return {w.code for w in ruleset.warnings}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ctis", {"I2": "platelet count >= 100 10*9/L"}),
        ("euctr_json", {"I1": "age in [12, 17] a", "E1": "drug omalizumab [<= 6 mo before screening]"}),
        ("euctr_record", {"I2": "uric acid > 6 mg/dL", "E1": "drug febuxostat [<= 14 d before randomization]"}),
        ("isrctn_json", {"I2": "hemoglobin > 10 g/dL", "E1": "drug codeine [<= 7 d before now]"}),
        ("isrctn_xml", {"I2": "BMI >= 20 kg/m2", "E1": "condition sepsis [<= 30 d before randomization]"}),
        ("ictrp_json", {"I1": "age >= 18 a", "E2": "condition pregnancy"}),
        ("ictrp_xml", {"E1": "drug_class topical corticosteroid [<= 7 d before now]"}),
    ],
)
def test_the_rules_of_a_record(name: str, expected: dict[str, str]) -> None:
    found = rules(record(name))
    assert {id: found[id] for id in expected} == expected


@pytest.mark.parametrize(
    "name", ["ctis", "euctr_json", "euctr_record", "isrctn_json", "isrctn_xml", "ictrp_json", "ictrp_xml"]
)
def test_each_kind_of_record_is_read_as_criteria_alone(name: str) -> None:
    ruleset = record(name)
    assert {c.kind for c in ruleset.criteria} == {"inclusion", "exclusion"}
    assert len(ruleset.criteria) <= 5
    assert not codes(ruleset) & {"registry_age", "registry_sex"}


@pytest.mark.parametrize(
    ("fields", "text", "rule"),
    [
        ({"Inclusion_agemin": "18"}, "Age = 18 years", "age >= 18 a"),
        ({"Inclusion_agemin": ">= 18age old"}, "Aged ? 18 years", "age >= 18 a"),
        ({"Inclusion_agemin": "18 Years", "Inclusion_agemax": "75.00 Year(s)"}, "Age =75 years", "age <= 75 a"),
        ({"Inclusion_agemin": "18Y", "Inclusion_agemax": "75Y"}, "Age = 18 and = 75 years", "age in [18, 75] a"),
    ],
)
def test_a_lost_sign_is_put_back_where_the_registrys_own_ages_decide(
    fields: dict[str, str], text: str, rule: str
) -> None:
    ruleset = extract(trial_of(row(text, **fields)))
    assert rules(ruleset)["I1"] == rule
    assert codes(ruleset) == {"lost_sign"}
    assert ruleset.criteria[0].text == text


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Age = 18 years", {}),
        ("Age ? 18 years", {}),
        ("Age = 18 years", {"Inclusion_agemin": "16"}),
        ("Age = 18 years", {"Inclusion_agemin": "18", "Inclusion_agemax": "18"}),
        ("Age = 18 months", {"Inclusion_agemin": "18"}),
        ("BMI = 18 kg/m2", {"Inclusion_agemin": "18"}),
        ("ECOG = 2", {}),
        ("AST = 3xULN", {}),
        ("SpO2=93%", {}),
        ("Haemoglobin ? 9.5 g/dL", {}),
        ("Chemotherapy = 4 weeks before enrolment", {}),
        ("Prednisone = 10 mg per day", {}),
        ("= 2 relapses in the last year", {}),
        ("NYHA class = 3", {}),
    ],
)
def test_a_lost_sign_that_nothing_decides_leaves_the_value_unread(text: str, fields: dict[str, str]) -> None:
    ruleset = extract(trial_of(row(text, **fields)))
    first = ruleset.criteria[0]
    assert first.coverage != "full"
    assert not any(number in str(first.rule).split('other "')[0] for number in "0123456789")
    assert "lost_sign" in codes(ruleset)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ECOG = 0-2", "ECOG in [0, 2]"),
        ("Haemoglobin > 9 g/dL", "hemoglobin > 9 g/dL"),
        ("Age >= 18 years", "age >= 18 a"),
        ("EDSS of 3 to 5", "EDSS in [3, 5]"),
        ("Prednisone within 4 weeks", "drug prednisone [<= 4 wk before now]"),
        ("Platelets ≥ 100 x 10^9/L and NYHA = 2", "all(platelet count >= 100 10*9/L; NYHA = 2)"),
    ],
)
def test_a_value_that_kept_its_sign_is_read(text: str, rule: str) -> None:
    assert rules(extract(trial_of(row(text))))["I1"] == rule


@given(st.integers(1, 120), st.integers(1, 120))
def test_no_row_gives_a_bound_that_its_fields_do_not(age: int, minimum: int) -> None:
    ruleset = extract(trial_of(row(f"Age = {age} years", Inclusion_agemin=str(minimum))))
    assert str(ruleset.criteria[0].rule) == (f"age >= {age} a" if age == minimum else "None")


def test_a_sign_that_was_put_back_says_nothing_of_the_others() -> None:
    ruleset = extract(trial_of(row("Age = 18 years<br>BMI = 35 kg/m2", "SpO2 ? 93%", Inclusion_agemin="18")))
    assert rules(ruleset) == {"I1": "age >= 18 a", "I2": "None", "E1": "None"}


def test_numbers_that_are_glued_to_small_letters_count() -> None:
    ruleset = extract(trial_of(row("1)gout 2)asthma", "1)Stroke. 2)Warfarin. 3)eGFR<30 mL/min/1.73m2")))
    assert [c.text for c in ruleset.criteria] == ["gout", "asthma", "Stroke.", "Warfarin.", "eGFR<30 mL/min/1.73m2"]


def test_what_the_conversion_put_in_is_warned_of() -> None:
    ruleset = extract(trial_of(row("1. Gout_x000D_<br>2. Consent<br/ >", "Asthma<br>Stroke")))
    assert codes(ruleset) == {"markup"}
    assert [c.text for c in ruleset.criteria] == ["Gout", "Consent", "Asthma", "Stroke"]


def test_a_field_that_the_registry_cut_off_is_not_read_in_full() -> None:
    whole = "Inclusion criteria: " + "Patients with gout who have been on dialysis. " * 4 + "_x000D_<br>Asthma or a coa"
    cut = whole + "g" * (255 - len(whole.replace("_x000D_", "\r")))
    ruleset = extract(trial_of({"TrialID": "ChiCTR0", "Inclusion_Criteria": cut, "Exclusion_Criteria": "Stroke"}))
    assert [c.coverage for c in ruleset.criteria][-2:] == ["partial", "full"]
    assert "cut_off" in codes(ruleset)
    assert "cut_off" not in codes(extract(trial_of({"TrialID": "ChiCTR0", "Inclusion_Criteria": cut[:-1]})))


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("18", "18 Years"), ("18.00 Year(s)", "18 Years"), ("18Y", "18 Years"), ("6 Months", "6 Months"),
        ("6M", "6 Months"), ("18 Years", "18 Years"), (">= 20age old", "20 Years"), ("<= 80age old", "80 Years"),
        ("20years-old", "20 Years"),
        ("28 Day(s)", "28 Days"), ("0", None), ("No limit", None), ("no limit", None), ("Not applicable", None),
        ("no maximum age", None), ("NULL", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_ages_as_the_registries_write_them(words: str | None, age: str | None) -> None:
    assert trial_of(row("Gout", Inclusion_agemin=words)).minimum_age == age


@pytest.mark.parametrize(
    ("words", "sex"),
    [
        ("Both", "All"), ("Both males and females", "All"), ("All", "All"), ("Male/Female", "All"),
        ("Female", "Female"),
        ("Males", "Male"), ("M", "Male"), ("<br>Female: yes<br>Male: yes<br>", "All"),
        ("<br>Female: yes<br>Male: no<br>", "Female"), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_sexes_as_the_registries_write_them(words: str, sex: str | None) -> None:
    assert trial_of(row("Gout", Inclusion_gender=words)).sex == sex


def cells(n: int) -> dict[str, str]:
    return {**row(f"1. Age = {18 + n} years<br>2. Gout"), "TrialID": f"ACTRN{n}", "Inclusion_agemin": str(18 + n)}


def lines(path: Path) -> None:
    path.write_text("".join(json.dumps(cells(n)) + "\n" for n in range(3)), encoding="utf-8")


def sheet(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(name.replace("_", " ") for name in cells(0))
        table.writerows(cells(n).values() for n in range(3))


def export(path: Path) -> None:
    trials = ("".join(f"<{name}>{escape(words)}\n    </{name}>" for name, words in cells(n).items()) for n in range(3))
    inside = "".join(f"<Trial>{trial}</Trial>" for trial in trials)
    head = "<?xml version='1.0' encoding='UTF-8' ?>"
    path.write_text(f"{head}<Trials_downloaded_from_ICTRP>{inside}</Trials_downloaded_from_ICTRP>", encoding="utf-8")


def batch(*args: object) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, args)])


@pytest.mark.parametrize(("name", "write"), [("rows.jsonl", lines), ("rows.csv", sheet), ("rows.xml", export)])
def test_an_export_of_many_rows_is_the_batchs(name: str, write: Callable[[Path], None], tmp_path: Path) -> None:
    write(tmp_path / name)
    assert batch(tmp_path / name, "--workers", 1, "--out", tmp_path / "out.jsonl").exit_code == 0
    found = list(trialrules.read_rulesets(tmp_path / "out.jsonl"))
    assert [(x.trial.id, rules(x)["I1"]) for x in found] == [(f"ACTRN{n}", f"age >= {18 + n} a") for n in range(3)]


def test_a_broken_export_gives_the_rows_before_the_break(tmp_path: Path) -> None:
    export(tmp_path / "rows.xml")
    whole = (tmp_path / "rows.xml").read_bytes()
    (tmp_path / "rows.xml").write_bytes(whole[: whole.rindex(b"<Inclusion_agemin>")])
    assert batch(tmp_path / "rows.xml", "--workers", 1, "--out", tmp_path / "out.jsonl").exit_code == 1
    assert len(list(trialrules.read_rulesets(tmp_path / "out.jsonl"))) == 2
    (error,) = (tmp_path / "out.jsonl.errors.jsonl").read_text(encoding="utf-8").splitlines()
    assert "broken XML" in json.loads(error)["error"]


def test_a_registrys_own_records_one_a_line(tmp_path: Path) -> None:
    raws = [json.loads((DATA / f"{name}.raw").read_text(encoding="utf-8")) for name in ("ctgov_json", "ctis")]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(raw) + "\n" for raw in raws), encoding="utf-8")
    assert batch(tmp_path / "in.jsonl", "--workers", 1, "--out", tmp_path / "out.jsonl").exit_code == 0
    found = [x.trial.id for x in trialrules.read_rulesets(tmp_path / "out.jsonl")]
    assert found == ["NCT99000001", "2031-590001-11-00"]


SPANISH = "Pacientes con gota que no han respondido al tratamiento y que no toman otro medicamento por la noche"


def inclusions(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The criteria of a CTIS record."""
    about = record["authorizedPartI"]["trialDetails"]["trialInformation"]
    found: list[dict[str, Any]] = about["eligibilityCriteria"]["principalInclusionCriteria"]
    return found


def european(**fields: str) -> bytes:
    return json.dumps({f"{name}_criteria": words for name, words in fields.items()}).encode()


def test_of_several_languages_the_english_one_is_read() -> None:
    english = {"e3_principal_inclusion_criteria": SPANISH, "e3_principal_inclusion_criteria_en": "Patients with gout"}
    assert "Patients with gout" in read(json.dumps(english).encode()).text
    record = json.loads((DATA / "ctis.raw").read_text(encoding="utf-8"))
    for item in inclusions(record):
        item["principalInclusionCriteriaTranslations"] = []
    with pytest.raises(ReadError, match="a CTIS record without English criteria"):
        read_text(json.dumps(record))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (european(e3_principal_inclusion=SPANISH), "a EudraCT record without English criteria"),
        (european(e3_principal_inclusion=" "), "a EudraCT record without eligibility criteria"),
        (json.dumps(row(SPANISH)).encode(), "an ICTRP row without English criteria"),
        (json.dumps(row("年齢18歳以上の患者", "妊婦")).encode(), "an ICTRP row without English criteria"),
        (b'{"TrialID": "x", "Inclusion_Criteria": null}', "an ICTRP row without eligibility criteria"),
        (b'{"TrialID": "x", "Inclusion_Criteria": "a"}\n{"TrialID": "y"}\n', "2 rows in one file"),
        (b'{"isrctn": "1", "participants": {}}', "an ISRCTN record without eligibility criteria"),
        (b'{"ctNumber": "1", "eligibilityCriteria": 1}', "a CTIS record without eligibility criteria"),
        (b"<Trials_downloaded_from_ICTRP></Trials_downloaded_from_ICTRP>", "0 trials in one file"),
        (b"<Trials_downloaded_from_ICTRP><Trial></Trials_downloaded_from_ICTRP>", "broken XML"),
        (b'<allTrials xmlns="http://www.67bricks.com/isrctn"><trial/><trial/></allTrials>', "2 trials in one file"),
        (b'<allTrials xmlns="http://www.67bricks.com/isrctn"><trial/></allTrials>', "an ISRCTN record without"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(data)


@pytest.mark.parametrize("name", ["ctis", "euctr_json", "isrctn_json", "ictrp_json"])
@given(st.data())
def test_a_record_of_another_shape_is_read_or_refused(name: str, data: st.DataObject) -> None:
    raw = json.loads((DATA / f"{name}.raw").read_text(encoding="utf-8"))
    broken = data.draw(st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda x: st.lists(x, max_size=2)))
    where, keys = raw, [raw]
    while isinstance(where, dict) and where:
        keys.append(key := data.draw(st.sampled_from(sorted(where))))
        if data.draw(st.booleans()) or not isinstance(where[key], dict):
            where[key] = broken
            break
        where = where[key]
    text = json.dumps(raw)
    reader = next(r for r in READERS if r.recognises(text))
    with contextlib.suppress(ReadError):
        assert reader.read(text).text.strip()


def test_a_value_whose_sign_may_have_been_dropped_is_not_read() -> None:
    found = {c.text: (str(c.rule), c.coverage) for c in record("euctr_json").criteria}
    assert found["Age 12 to 17 years"] == ("age in [12, 17] a", "full")
    assert found["Peak flow of at least 200 L/min"][1] != "none"
    assert next(coverage for text, (_, coverage) in found.items() if text.startswith("FEV1")) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Age 18 years", "HFMSE score  10", "Age 2 to  10 years", "Creatinine less than 150 mol/L", "ECOG 2",
        "Platelets more than 100 x 10/L", "Grade 3 diarrhoea",
    ],
)  # fmt: skip
def test_in_a_text_without_any_sign_a_bare_value_is_not_read(text: str) -> None:
    ruleset = extract(read(european(e3_principal_inclusion=text)))
    assert ruleset.criteria[0].coverage != "full"
    assert "lost_sign" in codes(ruleset)


def test_groups_of_ages_are_compared_as_groups() -> None:
    record = json.loads((DATA / "ctis.raw").read_text(encoding="utf-8"))
    item = inclusions(record)
    for words, expected in (("Age 30 to 75 years", set()), ("Age of at least 12 years", {"registry_age"})):
        item[:] = [{"number": 1, "principalInclusionCriteria": words}]
        assert codes(extract(read_text(json.dumps(record)))) & {"registry_age"} == expected


def test_parts_of_a_study_say_no_kind() -> None:
    found = extract("Exclusion Criteria:\n\nPart A:\n- Gout\n\nPart B:\n- Asthma\n").criteria
    assert [(c.kind, c.group) for c in found] == [("exclusion", "Part A"), ("exclusion", "Part B")]


@pytest.mark.parametrize(
    "lead",
    [
        "In order to be eligible to participate in this study, a subject must meet all of the following criteria:",
        "Subjects must meet all of the following inclusion criteria to be eligible.",
        "Inclusion criteria: a potential subject must meet all of the following criteria:",
    ],
)
def test_a_sentence_that_opens_the_list_is_no_criterion(lead: str) -> None:
    found = extract(f"Inclusion Criteria:\n\n{lead}\n- Gout\n- Asthma").criteria
    assert [(c.kind, c.text) for c in found] == [("inclusion", "Gout"), ("inclusion", "Asthma")]
