"""Every output format against its golden file, and how files are replaced."""

import io
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import trialrules
from trialrules.models import Criterion, Rule, RuleSet, Span, Trial, Warning, parse
from trialrules.pipeline.writers import WRITERS, write

GOLDEN = Path(__file__).parent / "golden"
TEXT = "EDSS 2 to 6,5\nWilling to come\nBetween us [bold]and[/bold] the tide :smile:\nFingolimod, or as the label says"


def _criterion(id: str, words: str, rule: Rule | None, coverage: str, group: str | None = None) -> Criterion:
    start = TEXT.index(words)
    kind = "inclusion" if id.startswith("I") else "exclusion"
    span = Span(start=start, end=start + len(words))
    return Criterion(id=id, kind=kind, span=span, text=words, rule=rule, coverage=coverage, group=group)


RULESETS = [
    RuleSet(
        trial=Trial(id="NCT99999903", title="An [invented] trial"),
        text=TEXT,
        criteria=(
            _criterion("I1", "EDSS 2 to 6,5", parse("EDSS in [2, 6.5]"), "full"),
            _criterion("I2", "Willing to come", parse('other "Willing to come"'), "none"),
            _criterion("E1", "Between us [bold]and[/bold] the tide :smile:", None, "none", group="cohort [B]"),
            _criterion(
                "E2",
                "Fingolimod, or as the label says",
                parse('any(drug fingolimod [<= 2 mo before first_dose]; other "as the label says")'),
                "partial",
            ),
        ),
        warnings=(Warning(code="decimal_comma", message="6,5 is read as 6.5", span=Span(start=10, end=13)),),
    ),
    RuleSet(trial=Trial(id="page"), text="", warnings=(Warning(code="no_criteria", message="no criteria here"),)),
]


@pytest.mark.parametrize("format", WRITERS)
def test_a_format_writes_its_golden_file(format: str) -> None:
    stream = io.StringIO()
    write(RULESETS, stream, format)
    assert stream.getvalue() == (GOLDEN / f"rulesets.{format}").read_text(encoding="utf-8")


def test_json_lines_hold_everything() -> None:
    stream = io.StringIO()
    write(RULESETS, stream, "jsonl")
    assert [RuleSet.model_validate_json(line) for line in stream.getvalue().split("\n")[:-1]] == RULESETS


def test_one_ruleset_needs_no_list(tmp_path: Path) -> None:
    trialrules.write(RULESETS[1], tmp_path / "one.jsonl")
    assert RuleSet.model_validate_json((tmp_path / "one.jsonl").read_text(encoding="utf-8")) == RULESETS[1]


def test_each_ruleset_is_written_as_soon_as_it_is_there() -> None:
    stream = io.StringIO()

    def watched() -> Iterator[RuleSet]:
        yield RULESETS[0]
        assert stream.getvalue().count("\n") == 1
        yield RULESETS[1]

    write(watched(), stream, "jsonl")


def _broken() -> Iterator[RuleSet]:
    yield RULESETS[0]
    raise RuntimeError("in the middle")


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "rules.jsonl"
    target.write_text("before")
    with pytest.raises(RuntimeError, match="in the middle"):
        write(_broken(), target, "jsonl")
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write(RULESETS, tmp_path / "link", "jsonl")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text(encoding="utf-8").count("\n") == 2


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    write(RULESETS, "/dev/null", "jsonl")
    assert Path("/dev/null").is_char_device()


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"unknown format 'owl'; known are jsonl, table"):
        write(RULESETS, tmp_path / "x", "owl")
    assert not list(tmp_path.iterdir())


def test_the_bundled_trials_say_that_they_are_invented() -> None:
    folder = resources.files("trialrules.corpus") / "trials"
    texts = [f.read_text(encoding="utf-8") for f in folder.iterdir()]
    assert len(texts) >= 4
    assert all("invented" in text.lower() for text in texts)
