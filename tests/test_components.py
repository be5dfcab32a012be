"""The steps as spaCy components: registered, independent of the tokenizer, and the same in a pipe."""

import subprocess
import sys
from importlib import metadata, resources
from itertools import accumulate

import pytest
import spacy
import trialrules
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from trialrules.models import RuleSet
from trialrules.pipeline.components import STEPS

FORMS = [
    "Inclusion Criteria:\n- Age ≥18 to ≤65years\n- ECOG 0-1\n- EDSS 2.0–6.5\nExclusion Criteria:\n- NYHA III/IV",
    "Exclusion: platelets<100x10^9/L, ANC <1.5x10*9/L, WBC < 3,0 x 109/L, Hb<9g/dL or ALT>2.5xULN",
    "Exclusion: natalizumab (Tysabri®) within 3mo. or 5 half-lives of the 1st dose, whichever is longer",
    "INCLUSION: HbA1c \\>= 6.5% and \\<= 10.0%; eGFR 25-75mL/min/1.73m\\^2. EXCLUSION: BP>160/100mmHg",
    "Exclusion: malignancy except basal-cell carcinoma\tor   carcinoma in situ\u00a0of the cervix; don't drink",
]
TRIALS = {
    trial.name: trialrules.read(trial.read_bytes()).text
    for trial in (resources.files("trialrules.corpus") / "trials").iterdir()
}
TEXTS = [*FORMS, *(TRIALS[name] for name in sorted(TRIALS))]


@pytest.fixture(scope="module")
def ours() -> Language:
    return trialrules.load()


@pytest.fixture(scope="module")
def spacys() -> Language:
    """All the steps behind spaCy's own tokenizer."""
    nlp = spacy.blank("en")
    for name in STEPS:
        nlp.add_pipe(name)
    return nlp


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_a_factory_and_works_alone(name: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    doc = nlp(FORMS[0])
    assert nlp.pipe_names == [name]
    assert doc.text == FORMS[0]
    assert isinstance(doc._.ruleset, RuleSet)


@pytest.mark.parametrize("count", range(len(STEPS)))
def test_a_pipeline_may_end_after_any_step(count: int) -> None:
    nlp = spacy.blank("en")
    for name in list(STEPS)[: count + 1]:
        nlp.add_pipe(name)
    ruleset = nlp(FORMS[0])._.ruleset
    assert [c.id for c in ruleset.criteria] == ["I1", "I2", "I3", "E1"]
    assert ruleset.text == FORMS[0]


@pytest.mark.parametrize("imported", ["spacy", "spacy, trialrules"])
def test_the_factories_are_known_where_the_package_is_installed(imported: str) -> None:
    code = f"import {imported}; print(spacy.blank('en').add_pipe('trialrules_criteria'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-300:]


def test_the_entry_points_are_the_steps() -> None:
    ours = [e for e in metadata.entry_points(group="spacy_factories") if e.module.startswith("trialrules.")]
    assert sorted(e.name for e in ours) == sorted(STEPS)
    assert [e.attr for e in ours] == [e.name for e in ours]
    assert all(callable(e.load()) for e in ours)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: " ".join(text.split())[:30])
def test_the_tokenizer_does_not_matter(ours: Language, spacys: Language, text: str) -> None:
    assert spacys(text)._.ruleset == ours(text)._.ruleset
    assert ours(text)._.ruleset.criteria


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: " ".join(text.split())[:30])
def test_the_pipeline_and_extract_agree(ours: Language, text: str) -> None:
    assert ours(text)._.ruleset == trialrules.extract(text)


@pytest.mark.parametrize("batch", [1, 2, 100])
def test_a_pipe_gives_what_one_by_one_gives(ours: Language, batch: int) -> None:
    one_by_one = [ours(text)._.ruleset for text in TEXTS]
    assert [doc._.ruleset for doc in ours.pipe(TEXTS, batch_size=batch)] == one_by_one
    backwards = [doc._.ruleset for doc in ours.pipe(TEXTS[::-1], batch_size=batch)]
    assert backwards[::-1] == one_by_one


def test_docs_know_nothing_of_each_other(ours: Language) -> None:
    first, second = ours(FORMS[0]), ours(FORMS[1])
    assert first._.ruleset.text == FORMS[0]
    assert second._.ruleset.text == FORMS[1]
    assert first._.ruleset.criteria != second._.ruleset.criteria


def test_the_order_is_that_of_the_list(ours: Language) -> None:
    assert ours.pipe_names == list(STEPS)
    assert trialrules.load() is ours


def test_a_doc_that_no_step_has_read_has_no_criteria() -> None:
    assert spacy.blank("en")("Exclusion: gout")._.ruleset.criteria == ()


def test_words_of_an_empty_doc(ours: Language) -> None:
    ruleset = ours("")._.ruleset
    assert (ruleset.text, ruleset.criteria) == ("", ())


@given(st.text(st.sampled_from("a1 \n\t\r<>=≥.,'’/^x*\u00a0%é😀"), max_size=60) | st.text(max_size=60))
def test_the_tokenizer_keeps_the_text_to_the_letter(text: str) -> None:
    doc = trialrules.load().make_doc(text)
    assert doc.text == text
    assert [t.idx for t in doc] == list(accumulate((len(t.text_with_ws) for t in doc), initial=0))[:-1]


@pytest.mark.parametrize(
    ("glued", "tokens"),
    [
        ("≥18", ["≥", "18"]),
        ("109/L", ["109", "/", "L"]),
        ("<2.5xULN", ["<", "2.5", "xULN"]),
        ("x10^9", ["x", "10", "^", "9"]),
        ("1,500/mm3", ["1,500", "/", "mm", "3"]),
    ],
)
def test_what_registries_glue_together_is_kept_apart(ours: Language, glued: str, tokens: list[str]) -> None:
    assert [t.text for t in ours.make_doc(glued)] == tokens
