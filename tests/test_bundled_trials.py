"""The four invented trials of the package: what a user sees first must be right."""

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest
import trialrules
from facts import decide, matching, parts, rule_with, says, wrong_spans
from trialrules.models import RuleSet

FILES: dict[str, Traversable] = {
    file.name: file for file in (resources.files("trialrules.corpus") / "trials").iterdir()
}
Trials = dict[str, RuleSet]


@pytest.fixture(scope="module")
def trials() -> Trials:
    return {name: trialrules.extract(trialrules.read(file.read_bytes()), id=name) for name, file in FILES.items()}


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


FACTS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "trials" / "facts.tsv").read_text("utf-8").splitlines()[1:]
]


def test_there_are_four() -> None:
    assert sorted(FILES) == sorted({name for name, _, _ in FACTS})


@pytest.mark.parametrize(("name", "kind", "fact"), FACTS, ids=lambda part: part)
def test_a_fact_of_a_trial(trials: Trials, name: str, kind: str, fact: str) -> None:
    assert says(trials[name], kind, fact)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("ms.txt", (10, 26, 0)),
        ("kidney.json", (5, 9, 0)),
        ("lymphoma.xml", (7, 5, 0)),
        ("asthma.html", (4, 5, 0)),
    ],
)
def test_criteria_of_each_kind_and_no_other_words(trials: Trials, name: str, counts: tuple[int, int, int]) -> None:
    kinds = [c.kind for c in trials[name].criteria]
    assert (kinds.count("inclusion"), kinds.count("exclusion"), kinds.count("unknown")) == counts


def test_the_trials_own_fields(trials: Trials) -> None:
    kidney, lymphoma, ms = (trials[name].trial for name in ("kidney.json", "lymphoma.xml", "ms.txt"))
    assert (kidney.id, kidney.updated, kidney.minimum_age, kidney.sex) == (
        "NCT99999901",
        "2025-02-11",
        "30 Years",
        "ALL",
    )
    assert (lymphoma.id, lymphoma.updated, lymphoma.minimum_age) == ("NCT99999902", "2025-01-20", "18 Years")
    assert (ms.id, ms.updated) == ("ms.txt", "2025-03-03")


def test_a_lead_in_joins_its_items(trials: Trials) -> None:
    criteria = {c.id: c for c in trials["lymphoma.xml"].criteria}
    assert [c.parent for c in criteria.values() if c.parent] == ["I3"] * 4
    assert str(criteria["I3"].rule).startswith("all(")
    assert list(parts(criteria["I3"].rule)) == [criteria[f"I3.{n}"].rule for n in range(1, 5)]


def test_relapses_or_lesions_each_with_its_time(trials: Trials) -> None:
    rule = rule_with(trials["ms.txt"], "gadolinium-enhancing lesions")
    assert matching(trials["ms.txt"], "inclusion", r"relapses >= 2 \[<= 2 a before .*\]")
    for relapses, lesions, answer in [(True, False, True), (False, True, True), (False, False, False)]:
        assert decide(rule, {"relapses": relapses, "gadolinium": lesions}, others=True) is answer


def test_teriflunomide_unless_cleared(trials: Trials) -> None:
    rule = rule_with(trials["ms.txt"], "drug teriflunomide [")
    cleared = {"drug teriflunomide [": True, "plasma concentration": True, "teriflunomide plasma": True}
    assert not decide(rule, cleared, others=True)
    assert decide(rule, {**cleared, "plasma concentration": False, "teriflunomide plasma": False}, others=True)
    assert decide(rule, cleared, others=False)


def test_repairs_are_warned_of(trials: Trials) -> None:
    assert {w.code for w in trials["ms.txt"].warnings} == {"decimal_comma", "lost_exponent"}
    assert not any(trials[name].warnings for name in FILES if name != "ms.txt")


def test_malignancy_except_two(trials: Trials) -> None:
    (leaf,) = matching(trials["ms.txt"], "exclusion", "condition malignancy past except .*")
    assert "basal cell" in leaf.partition(" except ")[2]
    assert "cervi" in leaf


@wrong("the years in remission are given to the two carcinomas as well")
def test_malignancy_except_three_of_which_one_is_in_remission(trials: Trials) -> None:
    rule = rule_with(trials["ms.txt"], "condition malignancy [<= 5 a")
    assert str(rule).startswith("all(condition malignancy [<= 5 a before now] except basal cell carcinoma, ")
    assert "squamous cell" in str(rule).partition(";")[0]
    (remission,) = matching(trials["ms.txt"], "exclusion", r".*remission.* for \[> 3 a\]")
    assert decide(rule, {"condition malignancy [": True}, others=False)
    assert not decide(rule, {"condition malignancy [": True, remission: True}, others=False)


def test_heart_failure_of_one_class(trials: Trials) -> None:
    rule = rule_with(trials["kidney.json"], "NYHA")
    assert decide(rule, {"NYHA": True, "condition heart failure": True}, others=False)
    assert not decide(rule, {"NYHA": False, "condition heart failure": True}, others=False)


def test_women_who_are_not_pregnant_are_not_excluded(trials: Trials) -> None:
    rule = rule_with(trials["kidney.json"], "condition pregnancy")
    assert decide(rule, {"condition pregnancy": True, "attribute sex": True}, others=False)
    assert not decide(rule, {"attribute sex": True}, others=False)


def test_fewer_platelets_only_with_marrow_involvement(trials: Trials) -> None:
    rule = next(c.rule for c in trials["lymphoma.xml"].criteria if c.id == "I3.2")
    few = {"platelet count >= 75000": False, "platelet count >= 50000": True}
    assert decide(rule, {"platelet count": True}, others=False)
    assert decide(rule, few, others=True)
    assert not decide(rule, few, others=False)


def test_an_exacerbation_that_was_treated(trials: Trials) -> None:
    rule = rule_with(trials["asthma.html"], "drug prednisolone")
    assert not decide(rule, {"drug prednisolone": True}, others=False)
    assert decide(rule, {}, others=True)


def test_the_grade_of_a_lymphoma_is_no_toxicity(trials: Trials) -> None:
    assert not matching(trials["lymphoma.xml"], "inclusion", "CTCAE.*")


def test_active_hepatitis_of_either_kind(trials: Trials) -> None:
    assert says(
        trials["lymphoma.xml"], "exclusion", "any(condition hepatitis b current; condition hepatitis c current)"
    )


@pytest.mark.parametrize("name", FILES)
def test_spans_hold_and_json_keeps_everything(trials: Trials, name: str) -> None:
    assert wrong_spans(trials[name]) == []
    assert RuleSet.model_validate_json(trials[name].model_dump_json()) == trials[name]
