"""Rules against patients: three truth values, windows by the calendar, units that convert or say so."""

from datetime import date
from typing import Any

import pytest
import trialrules
from hypothesis import given
from hypothesis import strategies as st
from test_ranges import decide, rules
from trialrules.models import Criterion, Rule, RuleSet, Span, Trial, parse
from trialrules.models.kleene import at_least, denied, every
from trialrules.models.patient import Patient
from trialrules.models.screening import CriterionResult

TODAY = date(2026, 3, 31)
Facts = dict[str, Any]


def asked(rule: str | Rule, anchors: dict[str, date] | None = None, **patient: Any) -> CriterionResult:
    """What one inclusion criterion with this rule gives for a patient on the 31st of March 2026."""
    tree = parse(rule) if isinstance(rule, str) else rule
    c = Criterion(id="I1", kind="inclusion", span=Span(start=0, end=1), text="x", rule=tree, coverage="full")
    ruleset = RuleSet(trial=Trial(id="T"), text="x", criteria=(c,))
    (result,) = trialrules.screen(ruleset, Patient(id="p", **patient), on=TODAY, anchors=anchors).criteria
    return result


def observed(**more: Any) -> Facts:
    return {"observations": [{"value": 1, "name": "platelet count", "unit": "10*9/L", **more}]}


def treated(**more: Any) -> Facts:
    return {"treatments": [{"name": "natalizumab", **more}]}


def had(**more: Any) -> Facts:
    return {"conditions": [{"name": "malignancy", **more}]}


truths = st.sampled_from([True, False, None])


@given(st.lists(truths, max_size=5), st.integers(0, 5))
def test_unknown_means_that_both_are_possible(values: list[bool | None], count: int) -> None:
    """Kleene's operators say unknown just where the unknown parts could decide either way."""
    unknown = values.count(None)
    sure = values.count(True)
    possible = {sure + more >= count for more in range(unknown + 1)}
    assert at_least(count, values) is (possible.pop() if len(possible) == 1 else None)
    assert every(values) is at_least(len(values), values)
    assert [denied(v) for v in (True, False, None)] == [False, True, None]


facts = {"EDSS": st.integers(0, 10), "ECOG": st.integers(0, 5), "a": st.booleans(), "b": st.booleans()}


@given(rules, st.fixed_dictionaries(facts))
def test_a_patient_of_whom_all_is_known_gets_a_plain_answer(rule: Rule, known: dict[str, float]) -> None:
    result = asked(
        rule,
        observations=[{"name": name, "value": known[name]} for name in ("EDSS", "ECOG")],
        conditions=[{"name": name, "absent": not known[name]} for name in ("a", "b")],
    )
    assert result.holds == ("true" if decide(rule, known) else "false")


@given(rules)
def test_a_patient_of_whom_nothing_is_known_gets_no_answer(rule: Rule) -> None:
    result = asked(rule)
    assert result.holds == "unknown"
    assert result.missing


AGES = [
    ("age >= 18 a", "2008-03-31", "true"),
    ("age >= 18 a", "2008-04-01", "false"),
    ("age >= 18 a", "2008", "unknown"),
    ("age >= 18 a", "2007", "true"),
    ("age <= 65 a", "1960-04-01", "true"),  # 65 years and 364 days: 65 completed years
    ("age > 65 a", "1960-04-01", "false"),
    ("age < 6 mo", "2025-10-01", "true"),
    ("age < 6 mo", "2025-09-30", "false"),
    ("age >= 18 ?", "1990-01-01", "unknown"),
    ("age >= 18 a", "2027-01-01", "unknown"),
    ("age >= 18 a", "1990-02-30", "unknown"),
    ("age >= 18 a", None, "unknown"),
]


@pytest.mark.parametrize(("rule", "birth", "holds"), AGES)
def test_ages_are_completed_years(rule: str, birth: str | None, holds: str) -> None:
    assert asked(rule, birth_date=birth).holds == holds


VALUES = [
    ("platelet count < 100 10*9/L", {"value": 99}, "true"),
    ("platelet count < 100 10*9/L", {"value": 100}, "false"),
    ("platelet count < 100 10*9/L", {"value": 99000, "unit": "/uL"}, "true"),
    ("platelet count < 100 10*9/L", {"value": 99, "unit": "K/uL"}, "true"),
    ("platelet count < 100 10*9/L", {"value": 99000, "unit": "{cells}/uL"}, "true"),
    ("platelet count < 100 10*9/L", {"value": 99, "unit": None}, "unknown"),
    ("platelet count < 100 10*9/L", {"value": 99, "unit": "mmol/L"}, "unknown"),
    ("platelet count < 100 10*9/L", {"value": 99, "unit": "furlong"}, "unknown"),
    ("ECOG <= 1", {"name": "ECOG", "value": 1, "unit": "{score}"}, "true"),
    ("TSH > 10 m[IU]/L", {"name": "TSH", "value": 12, "unit": "m[iU]/L"}, "true"),
    ("platelet count < 100 ?", {"value": 99}, "true"),
    ("platelet count < 100 ?", {"value": 101000, "unit": "/uL"}, "false"),
    ("platelet count < 100000 ?", {"value": 99}, "true"),
    ("platelet count < 1000 ?", {"value": 99}, "unknown"),
    ("BMI > 40 ?", {"name": "BMI", "value": 41, "unit": "kg/m2"}, "true"),
    ("hemoglobin < 9 ?", {"name": "hemoglobin", "value": 8, "unit": "g/dL"}, "unknown"),
    ("platelet count < 100 10*9/L", {"value": 20, "comparator": "<"}, "true"),
    ("platelet count < 100 10*9/L", {"value": 400, "comparator": "<"}, "unknown"),
    ("platelet count < 100 10*9/L", {"value": 100, "comparator": ">="}, "false"),
    ("platelet count < 0.5 x LLN", {"value": 70, "low": 150}, "true"),
    ("platelet count < 0.5 x LLN", {"value": 80, "low": 150}, "false"),
    ("platelet count < 50 % x LLN", {"value": 70, "low": 150}, "true"),
    ("platelet count < 0.5 x LLN", {"value": 70, "high": 450}, "unknown"),
    ("platelet count < 0.5 x LLN", {"value": 70, "low": 0}, "unknown"),
    ("platelet count < 80 % x baseline", {"value": 75, "unit": "%", "relative_to": "baseline"}, "true"),
    ("platelet count < 80 % x baseline", {"value": 75}, "unknown"),
]


EDGES = [
    ("ALT > 2 x ULN", {"name": "ALT", "value": 98, "unit": "U/L", "high": 49}, "false"),
    ("ALT >= 2 x ULN", {"name": "ALT", "value": 98, "unit": "U/L", "high": 49}, "true"),
    ("body temperature > 38.0 °C", {"name": "temp", "value": 100.4, "unit": "°F"}, "false"),
    ("body temperature >= 38.0 °C", {"name": "temp", "value": 100.4, "unit": "[degF]"}, "true"),
    ("TSH > 10 mIU/L", {"name": "TSH", "value": 10.1, "unit": "uIU/mL"}, "true"),
    ("TSH > 10 mIU/L", {"name": "TSH", "value": 10, "unit": "µU/mL"}, "false"),
    ("FSH > 40 IU/L", {"name": "FSH", "value": 41, "unit": "mU/mL"}, "true"),
    ("IgE > 30 IU/mL", {"name": "IgE", "value": 31, "unit": "kU/L"}, "true"),
    ("UACR > 300 mg/g", {"name": "UACR", "value": 34, "unit": "mg/mmol"}, "true"),
    ("UACR > 300 mg/g", {"name": "UACR", "value": 33, "unit": "mg/mmol"}, "false"),
    ("vitamin D level < 20 ng/mL", {"name": "25-OH vitamin D", "value": 49, "unit": "nmol/L"}, "true"),
    ("HbA1c >= 6.5 %", {"name": "HbA1c", "value": 6.5, "unit": "% of total Hgb"}, "true"),
    ("INR > 1.5", {"name": "INR", "value": 1.6, "unit": "ratio"}, "true"),
    ("FEV1 >= 50 % predicted", {"name": "FEV1", "value": 50, "unit": "% predicted"}, "true"),
    ("FEV1 >= 50 % predicted", {"name": "FEV1", "value": 49, "unit": "% of pred."}, "false"),
    ("FEV1 >= 50 % predicted", {"name": "FEV1", "value": 60, "unit": "%"}, "unknown"),
]


@pytest.mark.parametrize(("words", "seen", "holds"), EDGES)
def test_a_converted_value_lies_where_the_written_one_does(words: str, seen: Facts, holds: str) -> None:
    rule = trialrules.extract(f"Inclusion: {words}").criteria[0].rule
    assert asked(str(rule), observations=[seen]).holds == holds


@pytest.mark.parametrize(("rule", "seen", "holds"), VALUES)
def test_values_are_compared_in_one_unit_or_not_at_all(rule: str, seen: Facts, holds: str) -> None:
    result = asked(rule, **observed(**seen))
    assert result.holds == holds
    assert bool(result.missing) == (holds == "unknown")


@pytest.mark.parametrize(
    ("rule", "seen"),
    [
        ("HbA1c >= 6.5 %", {"name": "HbA1c", "value": 48, "unit": "mmol/mol"}),
        ("creatinine > 1.5 mg/dL", {"name": "creatinine", "value": 140, "unit": "umol/L"}),
        ("bilirubin > 2 mg/dL", {"name": "total bilirubin", "value": 35, "unit": "µmol/L"}),
        ("glucose < 70 mg/dL", {"name": "glucose", "value": 3.8, "unit": "mmol/L"}),
        ("hemoglobin < 10 g/dL", {"name": "Hb", "value": 6.1, "unit": "mmol/L"}),
    ],
)
def test_molar_units_convert_by_the_analyte(rule: str, seen: Facts) -> None:
    usual = str(trialrules.extract(f"Inclusion: {rule}").criteria[0].rule)
    assert asked(usual, observations=[seen]).holds == "true"


def test_a_scale_of_one_disease_need_not_say_of_what() -> None:
    def holds(rule: str, **seen: Any) -> str:
        return asked(rule, observations=[{"value": 3, **seen}]).holds

    assert holds("NYHA >= 3 of heart failure", name="NYHA class") == "true"
    assert holds("CTCAE grade >= 3 of rash", name="CTCAE grade") == "unknown"
    assert holds("CTCAE grade >= 3 of rash", name="CTCAE grade", of="rash") == "true"
    assert holds("CTCAE grade >= 3", name="CTCAE grade", of="rash") == "unknown"


def test_the_latest_value_decides() -> None:
    old, new = ({"name": "EDSS", "value": v, "date": d} for v, d in ((6, "2025-01-01"), (3, "2026-01-01")))
    later = {"name": "EDSS", "value": 8, "date": "2026-05-01"}
    result = asked("EDSS <= 5.5", observations=[old, new, later])
    assert (result.holds, [f.date for f in result.facts]) == ("true", ["2026-01-01"])  # type: ignore[union-attr]


def test_two_values_of_one_day_that_disagree_decide_nothing() -> None:
    both = [{"name": "EDSS", "value": v, "date": "2026-01-01"} for v in (3, 6)]
    assert asked("EDSS <= 5.5", observations=both).holds == "unknown"


DATES = [
    ("drug natalizumab [<= 1 mo before now]", {"end": "2026-02-28"}, "true"),  # one month before the 31st
    ("drug natalizumab [<= 1 mo before now]", {"end": "2026-02-27"}, "false"),
    ("drug natalizumab [<= 12 mo before now]", {"end": "2025-03-31"}, "true"),
    ("drug natalizumab [<= 12 mo before now]", {"end": "2025-03-30"}, "false"),
    ("drug natalizumab [< 12 mo before now]", {"end": "2025-03-31"}, "false"),
    ("drug natalizumab [<= 360 d before now]", {"end": "2025-03-31"}, "false"),
    ("drug natalizumab [<= 12 mo before now]", {"end": "2025-03"}, "unknown"),
    ("drug natalizumab [<= 12 mo before now]", {"end": "2025"}, "unknown"),
    ("drug natalizumab [<= 12 mo before now]", {"end": "2024"}, "false"),
    ("drug natalizumab [<= 12 mo before now]", {"start": "2020", "ongoing": True}, "true"),
    ("drug natalizumab [<= 12 mo before now]", {"start": "2020"}, "unknown"),
    ("drug natalizumab [<= 12 mo before now]", {"end": "2025-02-30"}, "unknown"),
    ("drug natalizumab [<= 12 mo before now]", {"start": "2025-06-01", "end": "2025-05-01"}, "unknown"),
    ("drug natalizumab [> 1 a before now]", {"start": "2024-01-01", "end": "2024-02-01"}, "true"),
    ("drug natalizumab [> 1 a before now]", {"start": "2025-03-31", "end": "2025-04-01"}, "false"),
    ("drug natalizumab [<= 24 h before now]", {"end": "2026-03-31"}, "true"),
    ("drug natalizumab [<= 24 h before now]", {"end": "2026-03-30"}, "unknown"),
    ("drug natalizumab [<= 24 h before now]", {"end": "2026-03-29"}, "false"),
    ("drug natalizumab [<= 48 h before now]", {"end": "2026-03-30"}, "true"),
    ("drug natalizumab [<= 48 h before now]", {"end": "2026-03-29"}, "unknown"),
    ("drug natalizumab [<= 48 h before now]", {"end": "2026-03"}, "unknown"),
    ("drug natalizumab [<= 30 min before now]", {"end": "2026-03-31"}, "unknown"),
    ("drug natalizumab [<= 30 min before now]", {"end": "2026-03-29"}, "false"),
    ("drug natalizumab [>= 48 h before now]", {"start": "2026-03-28", "end": "2026-03-28"}, "true"),
    ("drug natalizumab [>= 48 h before now]", {"start": "2026-03-29", "end": "2026-03-29"}, "unknown"),
    ("drug natalizumab [>= 48 h before now]", {"start": "2026-03-31", "end": "2026-03-31"}, "false"),
    ("drug natalizumab current for [>= 48 h]", {"start": "2026-03-28", "ongoing": True}, "true"),
    ("drug natalizumab current for [>= 48 h]", {"start": "2026-03-29", "ongoing": True}, "unknown"),
    ("drug natalizumab current for [>= 48 h]", {"start": "2026-03-30", "ongoing": True}, "false"),
    ("drug natalizumab [<= 2 mo before surgery]", {"end": "2026-03-01"}, "unknown"),
    ("drug natalizumab current", {"start": "2020", "ongoing": True}, "true"),
    ("drug natalizumab current", {"start": "2020", "end": "2021"}, "false"),
    ("drug natalizumab past", {"start": "2020", "end": "2021"}, "true"),
    ("drug natalizumab past", {}, "true"),
    ("drug natalizumab current", {}, "unknown"),
    ("drug natalizumab", {"absent": True}, "false"),
    ("drug natalizumab", {"uncertain": True}, "unknown"),
    ("drug natalizumab planned", {"planned": True}, "true"),
    ("drug natalizumab", {"planned": True}, "unknown"),
    ("drug natalizumab planned", {"start": "2020", "end": "2021"}, "unknown"),
    ("drug natalizumab planned", {"planned": True, "absent": True}, "false"),
    ("drug natalizumab planned [<= 4 wk after now]", {"planned": True, "start": "2026-04-10"}, "true"),
    ("drug natalizumab planned [<= 4 wk after now]", {"planned": True, "start": "2026-07"}, "false"),
    ("drug natalizumab planned [<= 4 wk after now]", {"planned": True}, "unknown"),
    ("drug natalizumab planned for [< 24 h]", {"planned": True}, "unknown"),
    ("drug natalizumab [<= 4 wk after now]", {"planned": True, "start": "2026-04-10"}, "true"),
    ("drug natalizumab [<= 4 wk after now]", {"start": "2020", "end": "2021"}, "unknown"),
    ("drug natalizumab [<= 4 wk before now]", {"start": "2026-04-10"}, "unknown"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2025-09-30", "ongoing": True}, "true"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2025-10-01", "ongoing": True}, "false"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2025-09", "ongoing": True}, "true"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2025-10", "ongoing": True}, "false"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2025", "ongoing": True}, "unknown"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2020-01-01", "end": "2021-01-01"}, "unknown"),
    ("drug natalizumab for [>= 6 mo]", {"start": "2020-01-01", "end": "2020-02-01"}, "false"),
    ("drug natalizumab past for [>= 6 mo]", {"start": "2020-01-01", "end": "2021-01-01"}, "true"),
    ("drug natalizumab dose > 200 mg/d", {"dose": 300, "dose_unit": "mg/d"}, "true"),
    ("drug natalizumab dose > 200 mg/d", {"dose": 0.1, "dose_unit": "g/d"}, "false"),
    ("drug natalizumab dose > 200 mg/d", {"dose": 300, "dose_unit": "mg"}, "unknown"),
    ("drug natalizumab dose > 200 mg/d", {}, "unknown"),
    ("drug ocrelizumab", {}, "unknown"),
]


@pytest.mark.parametrize(("rule", "given_", "holds"), DATES)
def test_treatments_in_time(rule: str, given_: Facts, holds: str) -> None:
    result = asked(rule, **treated(**given_))
    assert result.holds == holds
    assert bool(result.missing) == (holds == "unknown")


def test_an_anchor_has_its_own_day() -> None:
    rule = "drug natalizumab [<= 2 mo before surgery]"
    assert asked(rule, {"surgery": date(2026, 5, 30)}, **treated(end="2026-03-30")).holds == "true"
    assert asked(rule, {"surgery": date(2026, 6, 1)}, **treated(end="2026-03-30")).holds == "false"


def test_a_brand_is_its_ingredient_and_a_code_its_concept() -> None:
    assert asked("drug natalizumab past", treatments=[{"name": "Tysabri"}]).holds == "true"
    loinc = [{"system": "http://loinc.org", "code": "777-3"}]
    seen = {"name": "Thrombozyten", "codes": loinc, "value": 90, "unit": "10*9/L"}
    patient = Patient(id="p", observations=[seen])
    (result,) = trialrules.screen(trialrules.extract("Exclusion: platelets < 100 x 10^9/L"), patient, on=TODAY).criteria
    assert (result.holds, result.met) == ("true", "false")


def test_two_names_of_one_concept_meet_in_its_code() -> None:
    assert asked("condition malignant tumor", conditions=[{"name": "malignant neoplasm"}]).holds == "true"
    assert asked("condition malignant tumor", conditions=[{"name": "benign tumor"}]).holds == "unknown"


def test_a_condition_is_known_by_its_words_in_another_order() -> None:
    assert asked("condition type 2 diabetes", conditions=[{"name": "Diabetes mellitus type 2"}]).holds == "true"
    assert asked("condition type 2 diabetes", conditions=[{"name": "Diabetes mellitus type 1"}]).holds == "unknown"


def test_an_exception_spares_its_kind_alone() -> None:
    rule = "condition malignancy except basal cell carcinoma"
    basal = {"name": "basal cell carcinoma", "kinds": ["malignancy"]}
    lymphoma = {"name": "lymphoma", "kinds": ["malignancy"]}
    assert asked(rule, conditions=[basal], complete=["conditions"]).holds == "false"
    assert asked(rule, conditions=[basal, lymphoma]).holds == "true"
    assert asked(rule, conditions=[basal]).holds == "unknown"


KINDS = [
    ("condition malignancy", {"absent": True}),
    ("condition malignancy [<= 5 a before now]", {"start": "2010", "end": "2011"}),
    ("condition malignancy current", {"start": "2010", "end": "2011"}),
]


@pytest.mark.parametrize(("rule", "had_"), KINDS)
def test_one_kind_of_a_thing_does_not_answer_for_the_others(rule: str, had_: Facts) -> None:
    def holds(name: str, **more: Any) -> str:
        return asked(rule, conditions=[{"name": name, "kinds": ["malignancy"], **had_}], **more).holds

    assert holds("lymphoma") == "unknown"
    assert holds("lymphoma", complete=["conditions"]) == "false"
    assert holds("lymphoma", complete=["conditions"], classified=[]) == "unknown"
    assert holds("malignancy") == "false"


@pytest.mark.parametrize(("start", "holds"), [("2020", "true"), ("2010", "unknown"), ("2025-06", "false")])
def test_a_window_with_two_ends_asks_when_a_disease_began(start: str, holds: str) -> None:
    had_ = [{"name": "multiple sclerosis", "start": start, "ongoing": True}]
    assert asked("condition multiple sclerosis [in [1, 10] a before now]", conditions=had_).holds == holds
    assert asked("condition multiple sclerosis [<= 10 a before now]", conditions=had_).holds == "true"


def test_what_is_not_known_of_a_beginning_is_said() -> None:
    had_ = [{"name": "multiple sclerosis", "start": "2010", "ongoing": True}]
    (missing,) = asked("condition multiple sclerosis [in [1, 10] a before now]", conditions=had_).missing
    assert missing.reason == "it began before that time"


@pytest.mark.parametrize(
    ("rule", "had_", "holds"),
    [
        ("condition pregnancy", {"start": "2026-01", "ongoing": True}, "true"),
        ("condition pregnancy", {"start": "2015-01", "end": "2015-10"}, "unknown"),
        ("condition pregnancy", {"ongoing": False}, "unknown"),
        ("condition pregnancy", {"absent": True}, "false"),
        ("condition pregnancy past", {"start": "2015-01", "end": "2015-10"}, "true"),
        ("condition pregnancy [<= 1 a before now]", {"start": "2025-01", "end": "2025-10"}, "true"),
    ],
)
def test_who_was_pregnant_is_asked_whether_she_is(rule: str, had_: Facts, holds: str) -> None:
    assert asked(rule, conditions=[{"name": "pregnancy", **had_}]).holds == holds


def test_a_drug_of_a_class_at_another_time_does_not_answer_for_the_class() -> None:
    old = {"name": "prednisolone", "kinds": ["corticosteroid"], "start": "2019", "end": "2020"}
    rule = "drug_class corticosteroid [<= 30 d before now]"
    assert asked(rule, treatments=[old]).holds == "unknown"
    assert asked(rule, treatments=[old], complete=["treatments"]).holds == "false"
    assert asked(rule, treatments=[old, {"name": "Xyzzosone"}], complete=["treatments"]).holds == "unknown"
    assert asked("drug prednisolone [<= 30 d before now]", treatments=[old]).holds == "false"


def test_a_dose_of_a_drug_is_none_of_its_class() -> None:
    """The class's dose is told in equivalents of one of its drugs."""
    taken = {"kinds": ["corticosteroid"], "start": "2026", "ongoing": True, "dose": 4, "dose_unit": "mg/d"}
    rule = "drug_class corticosteroid dose > 10 mg/d"
    assert asked(rule, treatments=[{"name": "dexamethasone", **taken}]).holds == "unknown"
    assert asked(rule, treatments=[{"name": "corticosteroid", **taken}]).holds == "false"
    assert asked("drug dexamethasone dose > 10 mg/d", treatments=[{"name": "dexamethasone", **taken}]).holds == "false"


def test_a_complete_record_holds_no_plans() -> None:
    assert asked("procedure surgery planned", complete=["treatments"]).holds == "unknown"
    assert asked('vaccine "live vaccine" [<= 4 wk after now]', complete=["treatments"]).holds == "unknown"


def test_what_a_complete_record_does_not_hold_never_was() -> None:
    assert asked("drug natalizumab").holds == "unknown"
    assert asked("drug natalizumab", complete=["treatments"]).holds == "false"
    assert asked("condition asthma", complete=["treatments"]).holds == "unknown"


def test_a_class_may_be_there_by_another_name_unless_the_record_names_classes() -> None:
    def holds(rule: str, *classified: str) -> str:
        return asked(rule, complete=["treatments", "conditions"], classified=classified).holds

    rules = ["drug natalizumab", "drug_class anticoagulant", "condition asthma", "condition allergy to drug:penicillin"]
    assert [holds(rule) for rule in rules] == ["false", "unknown", "unknown", "unknown"]
    assert [holds(rule, "conditions") for rule in rules] == ["false", "unknown", "false", "unknown"]
    assert [holds(rule, "conditions", "treatments") for rule in rules] == ["false"] * 4


def test_a_drug_of_unknown_classes_may_be_of_any_class() -> None:
    def holds(rule: str, **drug: object) -> str:
        return asked(rule, treatments=[{"start": "2020", **drug}], complete=["treatments"]).holds

    rule = "drug_class corticosteroid"
    assert holds(rule, name="prednisolone") == "unknown"  # no verified ATC code
    assert holds(rule, name="prednisolone", kinds=["corticosteroid"]) == "true"
    assert holds(rule, name="aspirin", kinds=["NSAID"]) == "false"
    assert holds(rule, name="fingolimod") == "false"  # by its ATC code
    assert holds(rule, name="appendectomy", role="procedure") == "false"
    assert holds("drug natalizumab", name="prednisolone") == "false"
    assert holds("drug natalizumab", name="Xyzzomab") == "unknown"  # nobody knows what it is


def test_no_known_allergy_is_the_absence_of_each() -> None:
    rule = "condition allergy to drug:penicillin"
    assert asked(rule, conditions=[{"name": "allergy", "absent": True}]).holds == "false"
    assert asked(rule, conditions=[{"name": "allergy", "to": {"name": "drug"}, "absent": True}]).holds == "false"
    assert asked(rule, conditions=[{"name": "allergy", "to": {"name": "food"}, "absent": True}]).holds == "unknown"
    assert asked(rule, conditions=[{"name": "allergy", "to": {"name": "drug"}}]).holds == "unknown"


def test_that_a_treatment_failed_is_unknown_unless_it_is_recorded() -> None:
    rule = "condition treatment failure to drug:methotrexate"
    failed = [{"name": "treatment failure", "to": {"name": "methotrexate"}}]
    assert asked(rule, conditions=failed).holds == "true"
    assert asked(rule, treatments=[{"name": "methotrexate", "role": "drug"}]).holds == "unknown"


def test_no_allergy_to_a_drug_is_none_to_its_class() -> None:
    denied = [{"name": "allergy", "to": {"name": "amoxicillin", "kinds": ["penicillin"]}, "absent": True}]
    assert asked("condition allergy to drug:amoxicillin", conditions=denied).holds == "false"
    assert asked("condition allergy to drug:penicillin", conditions=denied).holds == "unknown"


def test_an_allergy_is_to_something() -> None:
    rule = "condition allergy to drug:penicillin"
    assert asked(rule, conditions=[{"name": "allergy", "to": {"name": "penicillin"}}]).holds == "true"
    other = [{"name": "allergy", "to": {"name": "latex"}}]
    assert asked(rule, conditions=other, complete=["conditions"]).holds == "false"


def test_what_is_missing_is_named_with_its_window() -> None:
    result = asked("ALT > 3 x ULN [<= 14 d before screening]")
    (missing,) = result.missing
    assert (missing.what, missing.window, missing.reason) == ("ALT", "[<= 14 d before screening]", "not recorded")


TEXT = """Inclusion Criteria:
- Age 18 years or older
- ECOG 0-1

Exclusion Criteria:
- Treatment with natalizumab within the last 2 months
"""
FIT: Facts = {
    "birth_date": "1980-01-01",
    "observations": [{"name": "ECOG", "value": 1}],
    "complete": ["treatments"],
}


@pytest.mark.parametrize(
    ("more", "result"),
    [
        ({}, "eligible"),
        ({"complete": []}, "unknown"),
        ({"birth_date": "2020-01-01"}, "not_eligible"),
        ({"birth_date": "2020-01-01", "complete": []}, "not_eligible"),
        (treated(end="2026-03-01"), "not_eligible"),
        ({"observations": []}, "unknown"),
    ],
)
def test_a_patient_is_eligible_when_all_is_met(more: Facts, result: str) -> None:
    ruleset = trialrules.extract(TEXT)
    assert trialrules.screen(ruleset, Patient(id="p", **{**FIT, **more}), on=TODAY).result == result


def test_a_criterion_that_was_not_read_in_full_makes_nobody_eligible() -> None:
    ruleset = trialrules.extract(TEXT)
    criteria = tuple(c.model_copy(update={"coverage": "partial"}) for c in ruleset.criteria)
    doubtful = ruleset.model_copy(update={"criteria": criteria})
    screened = trialrules.screen(doubtful, Patient(id="p", **FIT), on=TODAY)
    assert screened.result == "unknown"
    assert {c.met for c in screened.criteria} == {"unknown"}
    assert [c.holds for c in screened.criteria] == ["true", "true", "false"]


def test_a_trial_without_criteria_makes_nobody_eligible() -> None:
    empty = RuleSet(trial=Trial(id="T"), text="")
    assert trialrules.screen(empty, Patient(id="p", **FIT), on=TODAY).result == "unknown"


def test_each_group_has_its_result() -> None:
    text = "Inclusion Criteria (Cohort A):\n- ECOG 0-1\n\nInclusion Criteria (Cohort B):\n- ECOG 2-3\n"
    screened = trialrules.screen(trialrules.extract(text), Patient(id="p", **FIT), on=TODAY)
    assert screened.groups == {"Cohort A": "eligible", "Cohort B": "not_eligible"}
    assert screened.result == "eligible"


@pytest.mark.parametrize("part", ["treatments", "conditions"])
def test_a_device_is_found_wherever_a_record_holds_it(part: str) -> None:
    fact = {"name": "Cardiac pacemaker", "start": "2020-05-01"}
    assert asked("procedure pacemaker", **{part: [fact]}).holds == "true"
