"""Temporal phrases of every shape beside one drug: each gives exactly its window, by the contract."""

from pathlib import Path
from typing import get_args

import pytest
import trialrules
from facts import windows
from trialrules.models import Window
from trialrules.patterns.anchors import anchor_of

PHRASES = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "windows" / "phrases.tsv").read_text("utf-8").splitlines()[1:]
]
ANCHORS = set(get_args(Window.model_fields["anchor"].annotation))


def rules(text: str) -> list[str]:
    return [str(c.rule) for c in trialrules.extract(text).criteria]


@pytest.mark.parametrize(("phrase", "window"), PHRASES)
def test_a_phrase_gives_its_window(phrase: str, window: str) -> None:
    assert rules(f"Exclusion: natalizumab {phrase}") == [f"drug natalizumab {window}"]


@pytest.mark.parametrize(
    ("phrase", "window"),
    [
        ("over the last 2 months", "[<= 2 mo before now]"),
        ("within a month before screening", "[<= 1 mo before screening]"),
        ("for a month", "for [>= 1 mo]"),
        ("for a year or longer", "for [>= 1 a]"),
        ("in the month preceding inclusion", "[<= 1 mo before enrolment]"),
        ("less than a year ago", "[< 1 a before now]"),
        ("in the past fortnight", "[<= 2 wk before now]"),
        ("within the next year", "[<= 1 a after now]"),
        ("within 14 days after CAR-T cell infusion", "[<= 14 d after other]"),
        ("within four (4) weeks prior to randomization", "[<= 4 wk before randomization]"),
    ],
)
def test_a_phrase_of_an_odd_shape(phrase: str, window: str) -> None:
    assert rules(f"Exclusion: natalizumab {phrase}") == [f"drug natalizumab {window}"]


def test_the_phrases_are_enough_and_differ() -> None:
    assert len({phrase for phrase, _ in PHRASES}) == len(PHRASES) >= 60


def test_every_anchor_of_the_contract_is_met() -> None:
    met = {anchor for anchor in ANCHORS if any(f" {anchor}]" in window for _, window in PHRASES)}
    assert met == ANCHORS - {"other"}
    assert {anchor_of(word) for word in ("screening", "study entry", "randomisation")} <= ANCHORS


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "Exclusion: natalizumab within 28 days or 5 half-lives before first dose, whichever is longer",
            "any(drug natalizumab [<= 28 d before first_dose]; drug natalizumab [<= 5 {half-life} before first_dose])",
        ),
        (
            "Exclusion: natalizumab within 28 days or 5 half-lives before first dose, whichever is shorter",
            "all(drug natalizumab [<= 28 d before first_dose]; drug natalizumab [<= 5 {half-life} before first_dose])",
        ),
        (
            "Exclusion: natalizumab has to be stopped at least 4 weeks before randomisation",
            "drug natalizumab [< 4 wk before randomization]",
        ),
        (
            "Inclusion: natalizumab must have been stopped at least 4 weeks before randomisation",
            "not(drug natalizumab [< 4 wk before randomization])",
        ),
        ("Inclusion: a washout of 4 weeks for natalizumab", "not(drug natalizumab [< 4 wk before now])"),
        (
            "Exclusion: natalizumab with a washout period of less than 4 weeks",
            "drug natalizumab [< 4 wk before now]",
        ),
        (
            "Inclusion: a washout of 4 weeks for natalizumab before randomisation",
            "not(drug natalizumab [< 4 wk before randomization])",
        ),
        (
            "Inclusion: a 14-day washout from natalizumab prior to baseline",
            "not(drug natalizumab [< 14 d before baseline])",
        ),
        (
            "Exclusion: natalizumab and fingolimod within the last 2 months",
            "any(drug natalizumab [<= 2 mo before now]; drug fingolimod [<= 2 mo before now])",
        ),
        (
            "Exclusion: natalizumab within 2 months, and fingolimod within 1 month, prior to first dose",
            "any(drug natalizumab [<= 2 mo before first_dose]; drug fingolimod [<= 1 mo before first_dose])",
        ),
        (
            "Inclusion: natalizumab no more than 6 weeks and at least 4 weeks before screening",
            "drug natalizumab [in [4, 6] wk before screening]",
        ),
        (
            "Inclusion: stroke within 6 months and not less than 1 month before randomization",
            "condition stroke [in [1, 6] mo before randomization]",
        ),
        (
            "Exclusion: surgery, stroke or natalizumab within 6 weeks before screening",
            "any(procedure surgery [<= 6 wk before screening]; condition stroke [<= 6 wk before screening];"
            " drug natalizumab [<= 6 wk before screening])",
        ),
    ],
)
def test_whole_sentences(words: str, rule: str) -> None:
    assert rules(words) == [rule]


def test_the_span_runs_over_the_words_of_the_window_alone() -> None:
    text = "Exclusion: natalizumab within 2 months before the first dose of study drug or fingolimod"
    criterion = trialrules.extract(text).criteria[0]
    spans = [window.span for window in windows(criterion.rule)]
    assert {text[s.start : s.end] for s in spans if s is not None} == {
        "within 2 months before the first dose of study drug"
    }


@pytest.mark.parametrize("gap", ["\r\n", "\r\n  ", "&nbsp;", "\u00a0"], ids=ascii)
@pytest.mark.parametrize("drugs", ["natalizumab", "fingolimod within 4 weeks and natalizumab"])
def test_the_anchor_words_are_the_texts_own(gap: str, drugs: str) -> None:
    text = f"Exclusion: {drugs} within 2 months before the first dose of{gap}study drug"
    found = windows(trialrules.extract(text).criteria[0].rule)
    assert {window.anchor for window in found} == {"first_dose"}
    assert {window.anchor_text for window in found} == {f"first dose of{gap}study drug"}
