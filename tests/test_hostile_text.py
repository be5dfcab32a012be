"""Eligibility texts that nobody should write, through the API: no exception but the documented, spans that hold."""

import pytest
import trialrules
from facts import wrong_spans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trialrules.models import RuleSet, parse

START = "Exclusion Criteria:\n- "
VOCABULARY = (
    "Inclusion Criteria:|Exclusion:|\n- |\n  * |\n1. |\n| |, |; |. |: |(|)|/| or | and | and/or | not | no | unless | "
    "except | other than | if | then |without |history of |any of the following:| two or more of the following:|"
    "natalizumab|fingolimod (Gilenya®)|corticosteroids|live vaccine|asthma|malignancy|basal cell carcinoma|pregnancy|"
    "allergy to |EDSS|ALT|AST|platelets|WBC|BP |NYHA |ECOG |age|grade |relapses|HbA1c| > | < | ≥ |>=| between | to |–|"
    "at least | more than | up to |1|2|3.5|1,5|18|180/110|III|IV|two|75,000| x 10^9/L| 109/L| /mm3| mg/dL| % | × ULN|"
    " years| months|h|within |in the last |prior to |after |of |screening|first dose|half-lives|whichever is longer|"
    'for | stable dose of |mg/day|women|men|consent|current |prior |planned |\t|\r\n|\\>|\\^|&lt;|\u00a0|≧|⁹|😀|[|]|"'
)


def holds(text: str) -> RuleSet:
    """The RuleSet of a text, after a look at what must hold of every one."""
    ruleset = trialrules.extract(text)
    assert ruleset.text == text
    assert wrong_spans(ruleset) == []
    assert RuleSet.model_validate_json(ruleset.model_dump_json()) == ruleset
    assert all(str(parse(str(c.rule))) == str(c.rule) for c in ruleset.criteria if c.rule is not None)
    return ruleset


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(VOCABULARY.split("|")), max_size=40).map("".join).map((START).__add__))
def test_any_mixture_of_the_fields_own_words(text: str) -> None:
    holds(text)


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_at_all(text: str) -> None:
    holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\u2028\ufeff",
        "\0",
        START + "Age\0 18 to 65\0 years",
        START + "".join(map(chr, range(32))) + "gout",
        START + "\u202eage > 18 years\u202c",
        START + "👩‍🔬" * 100 + " age > 18 years",
        START + "(" * 10_000 + ")" * 9_000,
        START + ("(age > 3 and " + "(ALT > 3 or ") * 200 + "EDSS > 2" + ")" * 400,
        START + "malignancy " + "except basal cell carcinoma " * 300,
        START + "if asthma then EDSS > 2 " * 200,
        START + "EDSS " * 3_000,
        START + "0." + "0" * 400 + "1 mg/dL bilirubin",
        START + "gout\n- " * 5_000,
        START + "gout" * 10_000,
    ],
    ids=lambda text: ascii(text)[23:50],
)
def test_an_odd_text_is_read(text: str) -> None:
    holds(text)


@pytest.mark.parametrize("words", ["75,000 A < NYHA", "2 greater than ECOG", "3 or 4 A at least grade"])
def test_a_comparator_between_a_value_and_a_score_spans_nothing_backwards(words: str) -> None:
    holds(START + words)


def test_a_criterion_beyond_the_limit_is_left_unread_with_a_warning() -> None:
    ruleset = holds(f"{START}gout\n- {'natalizumab or ' * 2_000}gout")
    assert [(c.rule is None, c.coverage) for c in ruleset.criteria] == [(False, "full"), (True, "none")]
    (warning,) = ruleset.warnings
    assert warning.code == "too_long"
    assert warning.span == ruleset.criteria[1].span


@pytest.mark.parametrize(
    "words",
    ["a" * 1_000_000, "gout " + "(" * 50_000 + ")" * 50_000, "stroke or " * 100_000, "9" * 1_000_000],
    ids=lambda words: words[:9],
)
def test_a_line_without_end_is_left_unread_with_a_warning_and_the_next_is_read(words: str) -> None:
    ruleset = holds(f"{START}{words}\n- Gout")
    assert [(c.rule is None, c.coverage) for c in ruleset.criteria] == [(True, "none"), (False, "full")]
    assert [w.code for w in ruleset.warnings] == ["too_long"]


@pytest.mark.parametrize(
    "gap", [" " * 15_000, "\t \u00a0" * 5_000, "," + " " * 15_000], ids=["spaces", "mixed", "behind a comma"]
)
def test_a_gap_without_end_within_a_criterion_leaves_it_unread(gap: str) -> None:
    ruleset = holds(f"{START}gout{gap}asthma\n- Gout{' ' * 90}or asthma")
    assert [c.coverage for c in ruleset.criteria] == ["none", "full"]
    assert [w.code for w in ruleset.warnings] == ["too_long"]


@pytest.mark.parametrize("words", ["EDSS ", "T1N0M0 ", "gout, ", "BP 180/110 ", "grade 3 ", "drug/"])
def test_a_thousand_of_one_kind_in_one_criterion_claim_nothing(words: str) -> None:
    odd, plain = holds(f"{START}{words * 1_000}\n- Gout").criteria
    assert (odd.coverage == "full", plain.coverage) == (False, "full")


def test_a_lead_in_of_more_items_than_anybody_writes_is_left_unread_and_its_items_are_read() -> None:
    lead, *items = (ruleset := holds(START + "Any of the following:" + "\n  - Gout" * 2_000)).criteria
    assert (lead.rule, lead.coverage, len(items)) == (None, "none", 2_000)
    assert {(str(c.rule), c.coverage) for c in items} == {("condition gout", "full")}
    assert [(w.code, w.span) for w in ruleset.warnings] == [("too_involved", lead.span)]


def test_lists_in_lists_without_end() -> None:
    levels = "".join(f"\n{'  ' * n}- Any of the following:\n{'  ' * n}  - Gout" for n in range(1, 60))
    ruleset = holds(f"{START}One of these:{levels}")
    assert ruleset.criteria[0].coverage != "full"
    assert "too_involved" in {w.code for w in ruleset.warnings}


@pytest.mark.parametrize("words", ["gout or asthma, " * 1_500, "stroke, " * 500], ids=["too long", "too involved"])
def test_a_lead_in_that_is_left_unread_takes_no_coverage_from_its_items(words: str) -> None:
    ruleset = holds(f"{START}{words}and any of the following:\n  - Gout\n  - Asthma")
    assert [c.coverage for c in ruleset.criteria] == ["none", "full", "full"]
    assert ruleset.criteria[0].rule is None


@pytest.mark.parametrize("words", ["no ", "history of ", "no prior history of ", "within 3 months ", "ALT > 3 x ULN, "])
def test_more_cues_or_values_than_anybody_writes_are_left_unread_at_once(words: str) -> None:
    holds(START + "asthma, no gout")
    text = f"{START}gout\n- {words * (19_000 // len(words))}asthma\n- no gout"
    ruleset = holds(text)
    assert [c.coverage for c in ruleset.criteria] == ["full", "none", "full"]
    (warning,) = ruleset.warnings
    assert warning.code == "too_involved"
    assert warning.span == ruleset.criteria[1].span


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Age \ud800 18", "surrogate pair at character 4"),
        ("\udfff", "surrogate pair at character 0"),
        ("a" * 2_000_001, "2,000,001 characters"),
    ],
    ids=["high", "low", "long"],
)
def test_a_text_that_is_refused_says_why(text: str, reason: str) -> None:
    for verb in (trialrules.extract, trialrules.explain):
        with pytest.raises(trialrules.ReadError, match=reason):
            verb(text)


@pytest.mark.parametrize("source", ["a\0b", "a\ud800b"])
def test_a_path_that_cannot_be_is_a_read_error(source: str) -> None:
    with pytest.raises(trialrules.ReadError):
        trialrules.read(source)


def test_exceptions_within_exceptions() -> None:
    holds(START + "EDSS > 2" + " unless EDSS > 3" * 150)


@pytest.mark.parametrize(
    "words", ["age > {} years", "platelets < {} x 10^9/L", "natalizumab within {} days", "prednisone > {} mg/day"]
)
def test_a_number_beyond_all_measure(words: str) -> None:
    for digits in (29, 31, 308, 400):
        holds(START + words.format("9" * digits))


@pytest.mark.parametrize("words", ["platelets < 1e5/µL", "WBC < 1e9", "EDSS < 1e1"])
def test_a_number_with_an_exponent_is_not_its_first_digits(words: str) -> None:
    (criterion,) = holds(START + words).criteria
    assert not any(f"< 1{after}" in f"{criterion.rule};" for after in (" ", ";"))


def test_a_range_upside_down_is_no_single_value() -> None:
    (criterion,) = holds(START + "Age 65 to 18 years").criteria
    assert "age = 65" not in str(criterion.rule)
