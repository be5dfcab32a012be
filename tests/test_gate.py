"""Patterns that are left out where they cannot match, and alternatives read as a tree: nothing is found otherwise."""

import inspect
import re
import sys
from collections.abc import Iterator

import pytest
import trialrules
from hypothesis import given
from hypothesis import strategies as st
from trialrules.evaluation.corpus import shipped
from trialrules.patterns.alternation import one_of
from trialrules.patterns.gate import Gated, Several, View
from trialrules.patterns.needs import needs
from trialrules.patterns.opening import opened
from trialrules.pipeline.naming import apart
from trialrules.pipeline.view import view as viewed


def _patterns() -> Iterator[Gated]:
    """The gated patterns of all modules, those that are made on first use included."""
    trialrules.load()
    modules = [m for name, m in sorted(sys.modules.items()) if name.startswith("trialrules.")]
    for value in [v for module in modules for v in vars(module).values()]:
        lazy = hasattr(value, "cache_info") and not inspect.signature(value).parameters
        made = value() if lazy else value
        for each in made if isinstance(made, tuple) else (made,):
            if isinstance(each, Gated):
                yield each


def test_what_is_left_out_would_have_found_nothing() -> None:
    patterns = list({id(p): p for p in _patterns()}.values())
    assert len(patterns) > 30
    left_out = tried = 0
    for text in (c.text for gold in shipped() for c in gold.ruleset.criteria[::8]):
        view = View(text)
        view.learn(0, len(view), 0)
        for pattern in patterns:
            absent = pattern.absent(view, 0, len(view))
            left_out, tried = left_out + absent, tried + 1
            assert not (absent and pattern.regex.search(text)), (pattern.regex.pattern, text)
    assert left_out > tried / 2


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\b(?:un(?:able|willing)|refus\w+)\s+to\b", [{" unable ", " unwilling ", " refus"}, {" to "}]),
        (r"(?:at\s+)?least", [{"least"}]),
        (r"with(?:out)?\b", [{"with ", "without "}]),
        (r"(?<!not )\bif\b(?!\s+any)", [{" if "}]),
        (r"(?=.*\bplatelets\b)\w+", [{" platelets "}]),
        (r"\bI(?=[a-c]?\b)", [{" i ", " ia ", " ib ", " ic "}]),
        (r"\.\d+|two", [{"0", "two"}, {" . ", "two"}]),
        (r"\d+\s*%", [{" % "}, {"0"}]),
        (
            r"(?:scored?|rated)\s+\w+\s+(?:of|out)|goes\s+(?:to|on)",
            [{"score ", "scored ", "rated ", "goes "}, {" of", " out", " to", " on"}],
        ),
        (r"[1-9]\d?", [{"0"}]),
        (r"behaviou?r", [{"behaviour", "behavior"}]),
        (r"\w+|if", []),
        (r"(?:if)?\s*", []),
    ],
)
def test_what_a_pattern_needs_is_derived_from_it(pattern: str, needed: list[set[str]]) -> None:
    assert list(needs(pattern, re.IGNORECASE)) == needed


@pytest.mark.parametrize(("text", "left_out"), [("no drug on trial", True), ("no use", False), ("never", False)])
def test_several_are_left_out_where_each_lacks_a_word_of_its_own(text: str, left_out: bool) -> None:
    several, view = (
        Several(Gated(r"\bon\s+use\b"), Gated(r"\bno\s+use\b"), Gated(r"\b(?:never|trial\s+use)\b")),
        View(text),
    )
    view.learn(0, len(view))
    assert several.absent(view, 0, len(view)) == left_out
    assert bool([*several.finditer(view, 0, len(view))]) == several.found(view, 0, len(view)) == (not left_out)
    everywhere = Several(*several.patterns, Gated(r"\w+"))
    assert not everywhere.absent(view, 0, len(view))


@pytest.mark.parametrize("text", ["NEVER", "nevertheless", "wom\u0130n ıf", "IF ſo", "a_if_b", "if", "(if)", "İf so"])
def test_a_gate_takes_letters_for_the_same_that_a_pattern_does(text: str) -> None:
    for expression in (r"\bif\b", r"\bso\b", r"never\b", r"in"):
        pattern, view = Gated(expression, re.IGNORECASE), View(text)
        view.learn(0, len(text), 0)
        assert (pattern.search(view) is None) == (pattern.regex.search(text) is None), expression
        assert [m.span() for m in pattern.finditer(view)] == [m.span() for m in pattern.regex.finditer(text)]


def test_a_stretch_that_ends_within_a_word_is_searched() -> None:
    pattern, view = Gated(r"\bif\b"), View("iffy")
    view.learn(0, 4, 0)
    assert pattern.search(view) is None
    assert pattern.search(view, 0, 2) is not None


def test_a_pattern_made_later_is_tried_in_what_was_learnt_before() -> None:
    view = View("a zyzzyva")
    view.learn(0, 9, 0)
    assert Gated("zyzzyva").search(view) is not None


@pytest.mark.parametrize(
    ("pattern", "flags", "signs"),
    [
        (r"\b(?:is|are)\s+not", re.IGNORECASE, "[ai]"),
        (r"(?<!no )(?:more\s+)?than", 0, "[mt]"),
        (r"\s*[<>]|\d{2,3}", re.IGNORECASE, r"[<>\d\s]"),
        (r"(?:if)?\s*", re.IGNORECASE, None),
        (r"[^,;]+", re.IGNORECASE, None),
        (r"if|or", 0, None),
    ],
)
def test_an_expression_is_tried_where_its_first_sign_stands(pattern: str, flags: int, signs: str | None) -> None:
    assert opened(pattern, flags) == (pattern if signs is None else f"(?={signs})(?:{pattern})")


_PHRASES = st.lists(st.text("ab .(", min_size=1, max_size=5).map(re.escape), min_size=1, max_size=8)


@given(_PHRASES, st.text("abAB .(", max_size=12))
def test_a_tree_of_phrases_finds_what_their_list_does(phrases: list[str], text: str) -> None:
    listed = re.compile("|".join(phrases), re.IGNORECASE)
    tree = re.compile(one_of(phrases), re.IGNORECASE)
    assert [m.span() for m in tree.finditer(text)] == [m.span() for m in listed.finditer(text)]


@pytest.mark.parametrize(
    ("phrases", "text"),
    [
        ([r"(?-i:mL)", "ml", r"(?-i:mM)", "m"], "mM ML mL Mm"),
        ([r"\bno\s+more\s+than\b", ">", r"\bno\s+more\b", r"\bnot\b"], "no more than > no more NOT nothing"),
        (["a+b", "ab?c", "[ab]c", "(?:a|b)d", "a"], "aab ac bc bd ad abc A"),
    ],
)
def test_a_tree_regards_what_its_phrases_regard(phrases: list[str], text: str) -> None:
    listed = re.compile("|".join(phrases), re.IGNORECASE)
    found = [m.span() for m in re.compile(one_of(phrases), re.IGNORECASE).finditer(text)]
    assert found == [m.span() for m in listed.finditer(text)]


def test_the_gate_over_several_readers_keeps_no_line_from_them() -> None:
    for line in {viewed(c.text) for gold in shipped() for c in gold.ruleset.criteria}:
        found = [m for reader in apart.READERS for m in reader(line, 0, len(line))]
        assert apart.read(line, 0, len(line)) == found, line
