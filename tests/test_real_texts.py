"""Every real text of the folder TRIALRULES_REAL_TEXT goes through, with spans that hold, and survives JSON."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trialrules
from facts import wrong_spans
from trialrules.models import RuleSet

FOLDER = Path(os.environ.get("TRIALRULES_REAL_TEXT") or "no folder")
pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason="TRIALRULES_REAL_TEXT names no folder of real texts"),
    pytest.mark.slow,
]

Read = Callable[[str], Iterator[tuple[str, RuleSet]]]


def files(pattern: str) -> Iterator[tuple[str, RuleSet]]:
    for file in sorted(FOLDER.glob(pattern)):
        yield file.name, trialrules.extract(trialrules.read(file), id=file.stem)


def lines(pattern: str) -> Iterator[tuple[str, RuleSet]]:
    for file in sorted(FOLDER.glob(pattern)):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record["nct_id"], trialrules.extract(record["text"], id=record["nct_id"])


def rows(pattern: str) -> Iterator[tuple[str, RuleSet]]:
    for file in sorted(FOLDER.glob(pattern)):
        for line in file.read_bytes().splitlines():
            yield json.loads(line)["TrialID"], trialrules.extract(trialrules.read(line))


@pytest.mark.parametrize(
    ("read", "pattern", "count"),
    [
        (files, "gold/texts/*.txt", 35),
        (files, "lct/*.txt", 491),
        (files, "registries/ctgov-v2-*.json", 7),
        (files, "registries/ctgov-xml-*.xml", 3),
        (files, "registries/ctis-*.json", 2),
        (files, "registries/euctr-*", 3),
        (files, "registries/isrctn-*.json", 2),
        (rows, "registries/ictrp-rows.jsonl", 7),
        (lines, "ms/*.jsonl", 18),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_texts_go_through(read: Read, pattern: str, count: int) -> None:
    done = 0
    for name, ruleset in read(pattern):
        assert ruleset.criteria, name
        assert wrong_spans(ruleset) == [], name
        assert RuleSet.model_validate_json(ruleset.model_dump_json()) == ruleset, name
        done += 1
    assert done >= count


@pytest.mark.parametrize("pattern", ["gold/texts/*.txt", "lct/*.txt", "seeds/*.txt"])
def test_a_text_is_kept_to_the_letter(pattern: str) -> None:
    for file in FOLDER.glob(pattern):
        assert trialrules.read(file).text == file.read_bytes().decode("utf-8"), file.name


def test_a_record_keeps_its_number() -> None:
    for file in FOLDER.glob("registries/ctgov-*"):
        assert trialrules.read(file).id == file.stem.rpartition("-")[2]
    for file in FOLDER.glob("registries/*-*-*-*"):
        assert (trialrules.read(file).id or "none") in file.stem
    for file in FOLDER.glob("registries/isrctn-*"):
        assert trialrules.read(file).id == f"ISRCTN{file.stem[7:]}"
