"""What changed in the rules is told, and what did not change is not: by examples, and against every small patient."""

import json
from itertools import permutations, product
from pathlib import Path

import pytest
import trialrules
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rule_strategies import rulesets
from test_ranges import decide, leaves, patients, rules
from trialrules import extract
from trialrules.cli import main
from trialrules.models import All, Any, Criterion, Not, Rule, RuleSet, Span, Trial, parse
from trialrules.models.algebra import occurrences
from trialrules.models.diff import CriterionDiff, RuleSetDiff
from trialrules.pipeline.diff import diff, diff_all
from trialrules.pipeline.diff.assignment import assigned
from trialrules.pipeline.diff.canonical import key
from trialrules.pipeline.diff.leaves import subject
from trialrules.pipeline.diff.telling import told
from trialrules.pipeline.store import Reading, Store

LETTER = {"inclusion": "I", "exclusion": "E", "unknown": "U"}
Demand = tuple[str, Rule]


def ruleset(*demands: Demand, id: str = "T", words: str = "", coverage: str = "full", **trial: str) -> RuleSet:
    """A RuleSet whose criteria have the kinds and rules, and the rules' notation (or other words) as their words."""
    text, criteria = "", []
    for at, (kind, rule) in enumerate(demands, 1):
        said = f"{words}{rule}"
        span = Span(start=len(text), end=len(text) + len(said))
        text += said + "\n"
        about = {"id": f"{LETTER[kind]}{at}", "kind": kind, "coverage": coverage}
        criteria.append(Criterion(span=span, text=said, rule=rule, **about))
    return RuleSet(trial=Trial(id=id, **trial), text=text, criteria=tuple(criteria))


def of(*lines: str) -> RuleSet:
    """ "I platelet count >= 100 10*9/L" is an inclusion."""
    kinds = {"I": "inclusion", "E": "exclusion", "U": "unknown"}
    return ruleset(*((kinds[line[0]], parse(line[2:])) for line in lines))


def changed(old: str, new: str) -> CriterionDiff:
    (found,) = diff(of(old), of(new)).criteria
    return found


demands = st.tuples(st.sampled_from(["inclusion", "exclusion"]), rules)
several = st.lists(demands, min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("old", "new", "words", "effect"),
    [
        ("I platelet count >= 100 10*9/L", "I platelet count >= 75 10*9/L",
         ["platelet count: ≥ 100 10*9/L → ≥ 75 10*9/L"], "loosens"),
        ("E platelet count < 100 10*9/L", "E platelet count < 75 10*9/L",
         ["platelet count: < 100 10*9/L → < 75 10*9/L"], "loosens"),
        ("E drug natalizumab [<= 2 mo before now]", "E drug natalizumab [<= 6 mo before now]",
         ["natalizumab, window: ≤ 2 months before now → ≤ 6 months before now"], "tightens"),
        ("E drug natalizumab [<= 4 wk before now]", "E drug natalizumab [<= 30 d before now]",
         ["natalizumab, window: ≤ 4 weeks before now → ≤ 30 days before now"], "tightens"),
        ("E drug natalizumab [<= 1 mo before now]", "E drug natalizumab [<= 30 d before now]",
         ["natalizumab, window: ≤ 1 month before now → ≤ 30 days before now"], None),
        ("E drug natalizumab [<= 2 mo before screening]", "E drug natalizumab [<= 2 mo before first_dose]",
         ["natalizumab, window: ≤ 2 months before screening → ≤ 2 months before first dose"], None),
        ("E condition malignancy", "E condition malignancy except basal cell carcinoma",
         ["malignancy: exception added: basal cell carcinoma"], "loosens"),
        ("E condition malignancy except basal cell carcinoma", "E condition malignancy",
         ["malignancy: exception removed: basal cell carcinoma"], "tightens"),
        ("E any(drug fingolimod; drug natalizumab)", "E any(drug natalizumab; drug fingolimod; drug cladribine)",
         ["added: drug cladribine"], "tightens"),
        ("E any(drug fingolimod; drug natalizumab)", "E drug natalizumab", ["removed: drug fingolimod"], "loosens"),
        ("E condition heart failure", "E condition heart failure current",
         ["heart failure, status: none → current"], "loosens"),
        ("I ALT <= 3 x ULN", "I ALT <= 3 x LLN", ["ALT: ≤ 3 x ULN → ≤ 3 x LLN"], None),
        ("I attribute sex = male", "I attribute sex = female", ["sex: male → female"], None),
        ("I drug prednisone dose <= 10 mg/d", "I drug prednisone dose <= 20 mg/d",
         ["prednisone, dose: ≤ 10 mg/d → ≤ 20 mg/d"], "loosens"),
        ("I condition diabetes mellitus", "E condition diabetes mellitus",
         ["diabetes mellitus: not(condition diabetes mellitus) → condition diabetes mellitus",
          "kind: inclusion → exclusion"], None),
        ("I all(condition gout; any(ECOG <= 1; BMI > 20))", "I all(condition gout; ECOG <= 1; BMI > 20)",
         ["joined otherwise: any(ECOG ≤ 1; BMI > 20) → all(ECOG ≤ 1; BMI > 20)"], "tightens"),
    ],
)  # fmt: skip
def test_a_change_is_told_leaf_by_leaf(old: str, new: str, words: list[str], effect: str | None) -> None:
    found = changed(old, new)
    assert (found.status, [told(x) for x in found.changes], found.effect) == ("changed", words, effect)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["I ECOG <= 1", "E condition gout", "E BMI > 40"], ["E BMI > 40", "I ECOG <= 1", "E condition gout"]),
        (["I platelet count >= 100 10*9/L"], ["E platelet count < 100 10*9/L"]),
        (["I all(ECOG <= 1; condition gout)"], ["I condition gout", "I ECOG <= 1"]),
        (["E condition gout", "E condition asthma"], ["E any(condition asthma; condition gout)"]),
        (["E any(condition gout; condition asthma)"], ["I not(condition asthma)", "I not(condition gout)"]),
        (["E not(all(condition gout; ECOG > 1))"], ["E any(ECOG <= 1; not(condition gout))"]),
        (["E any(all(condition gout; ECOG > 1); all(not(condition gout); ECOG > 1))"], ["E ECOG > 1"]),
        (["E drug imatinib [<= 2 wk before now]"], ["E drug imatinib [<= 14 d before now]"]),
        (["E drug imatinib [<= 1 a before now]"], ["E drug imatinib [<= 12 mo before now]"]),
        (["I platelet count >= 100 10*9/L"], ["I platelet count >= 100000 /uL {>= 100 10*9/L}"]),
        (["E condition gout except a, b"], ["E condition gout except b, a"]),
    ],
)
def test_what_means_the_same_is_no_change(old: list[str], new: list[str]) -> None:
    found = diff(of(*old), of(*new))
    assert not found.rules_changed
    assert not diff(of(*new), of(*old)).rules_changed


def test_the_same_in_another_unit_is_said_to_be_the_same() -> None:
    found = changed("I platelet count >= 100 10*9/L", "I platelet count >= 100000 /uL {>= 100 10*9/L}")
    assert found.status == "reworded"
    assert [told(x) for x in found.changes] == [
        "platelet count: ≥ 100 10*9/L is ≥ 100000 /uL, the same in another unit"
    ]


def test_other_words_for_the_same_rule_are_told_as_such() -> None:
    rule = ("inclusion", parse("ECOG <= 1"))
    assert [c.status for c in diff(ruleset(rule), ruleset(rule, words="A score of ")).criteria] == ["reworded"]
    partly = ruleset(rule, words="Some more of ", coverage="partial")
    found = diff(ruleset(rule), partly)
    assert ([c.status for c in found.criteria], found.rules_changed) == (["doubtful"], True)
    read_less = diff(ruleset(rule), ruleset(rule, coverage="partial"))
    assert ([c.status for c in read_less.criteria], read_less.rules_changed) == (["reread"], False)


def test_criteria_that_come_and_go() -> None:
    found = diff(of("I ECOG <= 1", "E condition gout"), of("I ECOG <= 1", "E drug imatinib"))
    assert [(c.status, c.effect) for c in found.criteria] == [("added", "tightens"), ("removed", "loosens")]
    assert found.unchanged == 1


def test_of_what_is_already_demanded_nothing_is_said() -> None:
    (added,) = diff(of("I age >= 18 a"), of("I age >= 18 a", "E age < 16 a")).criteria
    assert (added.status, added.effect) == ("added", None)
    moved = diff(of("I all(ECOG <= 1; condition gout)"), of("I condition gout", "I ECOG <= 2")).criteria
    assert "tightens" not in {c.effect for c in moved}
    limits = {"minimum_age": "18 Years", "maximum_age": "65 Years"}
    (added,) = diff(ruleset(**limits), ruleset(("inclusion", parse("age in [18, 65] a")), **limits)).criteria
    assert (added.status, added.effect) == ("added", None)


@pytest.mark.parametrize("line", ['E other "unfit"', "U ECOG <= 1"])
def test_of_what_may_bind_nobody_nothing_is_said(line: str) -> None:
    (added,) = diff(of("I age >= 18 a"), of("I age >= 18 a", line)).criteria
    assert (added.status, added.effect) == ("added", None)


def test_what_was_not_read_in_full_loosens_and_tightens_nothing() -> None:
    sides = [ruleset(("inclusion", parse(f"ECOG <= {n}")), coverage="partial") for n in (1, 2)]
    (found,) = diff(*sides).criteria
    assert (found.status, found.effect) == ("changed", None)


def test_a_group_that_changes_is_a_change() -> None:
    old = of("I ECOG <= 1")
    new = old.model_copy(update={"criteria": (old.criteria[0].model_copy(update={"group": "Cohort B"}),)})
    (found,) = diff(old, new).criteria
    assert (found.status, [told(x) for x in found.changes]) == ("changed", ["group: none → Cohort B"])


def test_the_registrys_own_fields_and_warnings() -> None:
    old, new = (extract(f"Inclusion: {words}") for words in ("ECOG 0-1", "ECOG 0-1, age = 18 years"))
    aged = old.model_copy(update={"trial": old.trial.model_copy(update={"maximum_age": "65 Years"})})
    assert [told(x) for x in diff(old, aged).fields] == ["the registry's own maximum age: none → 65 years"]
    assert diff(old, aged).rules_changed
    same = old.model_copy(update={"trial": old.trial.model_copy(update={"maximum_age": "N/A", "sex": "ALL"})})
    assert diff(old, same).status == "same"
    assert [w.code for w in diff(old, new).new_warnings] == ["lost_sign"]
    assert [w.code for w in diff(new, old).gone_warnings] == ["lost_sign"]


def test_sub_items_change_with_their_lead_in() -> None:
    text = "Inclusion Criteria:\n- Adequate organ function:\n   - platelets >= {} x 10^9/L\n   - ALT <= 3 x ULN"
    (found,) = diff(extract(text.format(100)), extract(text.format(75))).criteria
    assert [told(x) for x in found.changes] == ["platelet count: ≥ 100 10*9/L → ≥ 75 10*9/L"]
    assert found.effect == "loosens"


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(rulesets())
def test_nothing_changed_from_a_ruleset_to_itself(x: RuleSet) -> None:
    found = diff(x, x)
    assert (found.status, found.criteria, found.fields, found.new_warnings) == ("same", (), (), ())
    assert found.unchanged == sum(c.parent is None for c in x.criteria)


@settings(max_examples=50)
@given(several, st.randoms())
def test_criteria_in_another_order_are_no_change(found: list[Demand], random: object) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert diff(ruleset(*found), ruleset(*shuffled)).status == "same"


def mirrored(rule: Rule) -> Rule:
    """The same by De Morgan's laws, in another order."""
    match rule:
        case All():
            return Not(of=Any(of=tuple(Not(of=mirrored(x)) for x in reversed(rule.of))))
        case Any():
            return Not(of=All(of=tuple(Not(of=mirrored(x)) for x in reversed(rule.of))))
    return rule


@settings(max_examples=50)
@given(several)
def test_de_morgan_changes_nothing(found: list[Demand]) -> None:
    assert not diff(ruleset(*found), ruleset(*((kind, mirrored(rule)) for kind, rule in found))).rules_changed


EVERYBODY = [
    dict(zip(("EDSS", "ECOG", "a", "b"), who, strict=True))
    for who in product([v / 2 for v in range(-7, 20)], (-4, 0, 3.5, 9), (False, True), (False, True))
]


def eligible(x: RuleSet, patient: dict[str, float]) -> bool:
    return all(c.rule is not None and decide(c.rule, patient) == (c.kind == "inclusion") for c in x.criteria)


@settings(max_examples=50)
@given(several, several, patients)
def test_where_no_rule_changed_the_same_patients_are_eligible(
    old: list[Demand], new: list[Demand], patient: dict[str, float]
) -> None:
    a, b = ruleset(*old), ruleset(*new)
    if not diff(a, b).rules_changed:
        assert eligible(a, patient) == eligible(b, patient)


@settings(max_examples=50)
@given(demands, demands)
def test_an_effect_is_never_wrong(old: Demand, new: Demand) -> None:
    a, b = ruleset(old), ruleset(new)
    effects = {c.effect for c in diff(a, b).criteria if c.status == "changed"}
    if "tightens" in effects:
        assert all(eligible(a, who) for who in EVERYBODY if eligible(b, who))
    if "loosens" in effects:
        assert all(eligible(b, who) for who in EVERYBODY if eligible(a, who))


@given(st.sampled_from(["inclusion", "exclusion"]), leaves, leaves)
def test_there_and_back_have_opposite_effects(kind: str, x: Rule, y: Rule) -> None:
    turned = {"tightens": "loosens", "loosens": "tightens", None: None}
    there, back = (diff(ruleset((kind, p)), ruleset((kind, q))).criteria for p, q in ((x, y), (y, x)))
    assert sorted(str(turned[c.effect]) for c in there) == sorted(str(c.effect) for c in back)


@given(st.lists(leaves, min_size=1, max_size=4), st.data())
def test_every_changed_leaf_appears(found: list[Rule], data: st.DataObject) -> None:
    """Where no leaf is about what another is about, which may say it already; of two bounds one alone may have gone."""
    at = data.draw(st.integers(0, len(found) - 1))
    other = [*found[:at], data.draw(leaves), *found[at + 1 :]]
    sides = [[o.leaf for o in occurrences(Any(of=tuple(x)))] for x in (found, other)]
    assume(all(len({subject(leaf) for leaf in side}) == len(side) for side in sides))
    gone, come = ({key(x): x for x in side if key(x) not in map(key, rest)} for side, rest in (sides, sides[::-1]))
    told_of = diff(ruleset(("exclusion", Any(of=tuple(found)))), ruleset(("exclusion", Any(of=tuple(other)))))
    olds = [f"{x.subject} {x.old}" for c in told_of.criteria for x in c.changes if x.old is not None]
    news = [f"{x.subject} {x.new}" for c in told_of.criteria for x in c.changes if x.new is not None]
    olds += [str(c.old.rule) for c in told_of.criteria if c.old is not None and c.status == "removed"]
    news += [str(c.new.rule) for c in told_of.criteria if c.new is not None and c.status == "added"]
    for leaf in (*gone.values(), *come.values()):
        assert any(subject(leaf) in words for words in (*olds, *news))


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=4))
def test_an_assignment_is_the_best_there_is(table: list[list[int]]) -> None:
    size = max(len(table), 3)
    worth = [[(row[j] if j < 3 else 0) for j in range(size)] for row in table] + [[0] * size] * (size - len(table))
    best = max(sum(worth[i][j] for i, j in enumerate(order)) for order in permutations(range(size)))
    found = assigned(range(len(table)), range(3), lambda i, j: float(table[i][j]), 0)
    assert sum(table[i][j] for i, j in found) == best
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)


def test_many_criteria_are_compared_in_good_time() -> None:
    lines = [f"E drug drug{n} [<= {n + 1} mo before now]" for n in range(150)]
    later = [line.replace(" mo ", " a ") for line in reversed(lines)]
    found = diff(of(*lines), of(*later))
    assert {c.status for c in found.criteria} == {"changed"}
    assert all(len(c.changes) == 1 for c in found.criteria)


def test_many_trials_are_matched_by_their_ids() -> None:
    olds = [of("I ECOG <= 1"), of("I ECOG <= 2")]
    named = [x.model_copy(update={"trial": Trial(id=id)}) for x, id in zip(olds, ("T1", "T2"), strict=True)]
    moved = named[0].model_copy(update={"trial": Trial(id="T3")})
    found = list(diff_all(named, [named[1], moved]))
    assert [(d.trial, d.status) for d in found] == [("T2", "same"), ("T3", "added"), ("T1", "removed")]
    assert trialrules.diff is diff


OLD = "Inclusion Criteria:\n- ECOG 0-1\nExclusion Criteria:\n- Platelets < 100 x 10^9/L\n"
NEW = "Inclusion Criteria:\n- ECOG 0-1\nExclusion Criteria:\n- Platelets < 75 x 10^9/L\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, words)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    for name, text in (("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "old.txt", tmp_path / "new.txt"


def test_the_command_compares_records_and_rulesets(files: tuple[Path, Path], tmp_path: Path) -> None:
    done = run(*files)
    assert done.exit_code == 3
    (found,) = map(RuleSetDiff.model_validate_json, done.stdout.splitlines())
    assert [c.effect for c in found.criteria] == ["loosens"]
    for file in files:
        trialrules.write(extract(trialrules.read(file)), file.with_suffix(".jsonl"))
    again = run(*(file.with_suffix(".jsonl") for file in files))
    assert (again.exit_code, [json.loads(x)["criteria"] for x in again.stdout.splitlines()]) == (
        3,
        [json.loads(done.stdout)["criteria"]],
    )
    assert run(files[0], files[0]).exit_code == 0


@pytest.mark.parametrize("format", ["table", "html"])
def test_the_command_writes_for_people(files: tuple[Path, Path], tmp_path: Path, format: str) -> None:
    done = run(*files, "--format", format)
    assert done.exit_code == 3
    for words in ("▼ loosens", "E1", "1 unchanged"):
        assert words in done.stdout
    assert run(*files, "--format", format, "--out", tmp_path / "out").exit_code == 3
    assert (tmp_path / "out").read_text(encoding="utf-8") == done.stdout


def test_a_page_shows_what_looks_like_html_as_text(tmp_path: Path) -> None:
    hostile = '- <script>alert(1)</script> & "quoted" </td><style>*{display:none}</style>\n'
    for name, text in (("old", OLD), ("new", NEW + hostile)):
        (tmp_path / f"{name}.txt").write_text(f"<b>T</b>\nNCT ID: NCT99000001\n\n{text}", encoding="utf-8")
    page = run(tmp_path / "old.txt", tmp_path / "new.txt", "--format", "html").stdout
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("<style>") == 1
    assert "http" not in page


def test_what_cannot_be_read_is_told_and_is_not_gone(files: tuple[Path, Path], tmp_path: Path) -> None:
    done = run(files[0], tmp_path / "none.txt")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "none.txt: No such file" in done.stderr
    broken = tmp_path / "broken.jsonl"
    line = extract(OLD).model_dump_json()
    broken.write_text(f"{line}\n{{}}\n", encoding="utf-8")
    whole = tmp_path / "whole.jsonl"
    whole.write_text(f"{line}\n", encoding="utf-8")
    again = run(whole, broken)
    assert (again.exit_code, json.loads(again.stdout)["status"]) == (1, "same")
    assert "line 2" in again.stderr


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "trials.duckdb"
    with Store(path, write=True) as store:
        for words in ("Platelets < 100 x 10^9/L", "Platelets < 75 x 10^9/L", "Platelets < 75000/uL"):
            store.put(Reading("T1", words, words, "1", ruleset=exclusion(words, "T1")))
        store.put(Reading("T2", "", "", "1", ruleset=exclusion("Gout", "T2")))
        store.put(Reading("T3", "", "", "1", reason="no criteria"))
        store.put(Reading("T3", "", "1", "1", ruleset=exclusion("Gout", "T3")))
    return path


def exclusion(words: str, id: str) -> RuleSet:
    return extract(f"Exclusion: {words}", id=id)


def test_versions_in_a_store(stored: Path) -> None:
    last = run("--store", stored, "T1")
    assert (last.exit_code, json.loads(last.stdout)["status"]) == (0, "reworded")
    first = run("--store", stored, "T1@1", "T1@3")
    assert first.exit_code == 3
    assert [c["effect"] for c in json.loads(first.stdout)["criteria"]] == ["loosens"]
    every = run("--store", stored)
    assert ([json.loads(line)["trial"] for line in every.stdout.splitlines()], every.exit_code) == (["T1"], 1)
    assert "T3: no criteria" in every.stderr


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["T9"], "it does not hold T9"), (["T2"], "of T2 it holds one version alone"),
        (["T1@1", "T1@7"], "it does not hold T1 in version 7"),
    ],
)  # fmt: skip
def test_versions_that_a_store_does_not_hold(stored: Path, words: list[str], reason: str) -> None:
    done = run("--store", stored, *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert reason in done.stderr


@pytest.mark.parametrize("words", [[], ["a"], ["a", "b", "c"], ["-", "-"]])
def test_wrong_usage(words: list[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("words", [["T1@1"], ["T1@1", "T2@1"], ["T1", "T1@2"]])
def test_wrong_usage_of_a_store(stored: Path, words: list[str]) -> None:
    assert run("--store", stored, *words).exit_code == 2
