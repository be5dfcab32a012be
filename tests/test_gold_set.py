"""The gold set that comes with the package: whole, as large as it claims, and nobody's text but ours."""

import os
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from trialrules.evaluation import corpus
from trialrules.evaluation.card import card

ROOT = Path(__file__).parent.parent
GOLD = corpus.shipped()
WORDS_IN_A_ROW = 12
"""As many words in a row are never the same by chance."""


def test_nothing_is_wrong_with_any_file() -> None:
    assert corpus.all_problems() == []


def test_how_much_there_is() -> None:
    trials = [g.trial for g in GOLD]
    assert len(trials) >= 60
    assert sum(len(t.criteria) for t in trials) >= 1000
    assert len({t.area for t in trials}) >= 12
    assert {t.layout for t in trials} == {"ctgov-json", "ctgov-xml", "html", "text"}
    assert sum(not t.criteria for t in trials) >= 10
    assert sum(t.twin is not None for t in trials) >= 10  # five pairs
    assert max(len(t.criteria) for t in trials) >= 60
    assert Counter(t.area for t in trials).most_common(1)[0][0] == "multiple sclerosis"


def test_a_quarter_was_annotated_twice_and_settled() -> None:
    twice = {first.trial.id for first, _ in corpus.double_passes()}
    assert len(twice) * 4 >= len(GOLD)
    for first, second in corpus.double_passes():
        assert first.trial.passes[-1].annotator != second.trial.passes[-1].annotator
    settled = {g.trial.id for g in GOLD if "adjudicated" in [p.kind for p in g.trial.passes]}
    assert settled == twice


@pytest.mark.parametrize("split", ["dev", "test"])
def test_each_split_is_a_fair_half(split: str) -> None:
    own = [g for g in GOLD if g.trial.split == split]
    assert sum(len(g.trial.criteria) for g in own) >= 400
    assert len({g.trial.area for g in own}) >= 8


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g.trial.id)
def test_criteria_stand_in_reading_order_and_apart(gold: corpus.Gold) -> None:
    for a, b in pairwise(gold.ruleset.criteria):
        assert a.span.end <= b.span.start


def test_the_data_card_is_that_of_the_set() -> None:
    written = (ROOT / "corpus" / "DATACARD.md").read_text(encoding="utf-8")
    assert written == card(), "write it anew: trialrules corpus card > corpus/DATACARD.md"


def runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + WORDS_IN_A_ROW]) for i in range(len(words) - WORDS_IN_A_ROW + 1)}


def test_no_sentence_is_a_real_registrys() -> None:
    folder = os.environ.get("TRIALRULES_REAL_TEXT")
    if not folder:
        pytest.skip("TRIALRULES_REAL_TEXT names no folder of real text")
    real = [p for p in Path(folder).rglob("*") if p.suffix in (".txt", ".json", ".jsonl", ".xml") and p.is_file()]
    taken = set().union(*(runs(p.read_text(encoding="utf-8", errors="ignore")) for p in real))
    for gold in GOLD:
        assert not runs(gold.page.text) & taken, gold.trial.id
