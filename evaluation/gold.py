"""The gold: annotations that quote words, and the RuleSets of contract 1 that they stand for.

An annotation says where things stand by quoting the trial's words, never by counting characters, so that a person can
write it and a reader can check it.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from .. import read
from ..errors import TrialRulesError
from ..models import RuleSet, Span
from .annotation import GoldTrial
from .building import Build


class GoldError(TrialRulesError):
    """An annotation that cannot stand; the message lists every problem, one a line."""


class Gold(NamedTuple):
    """A trial of the gold set: its annotation, the page as it was read, the RuleSet that both make, and open words."""

    trial: GoldTrial
    page: Any
    ruleset: RuleSet
    unjudged: tuple[Span, ...] = ()


def read_gold(path: Path, source: Path | None = None) -> Gold:
    """The gold of a file ``ID.gold.json``, with the source that lies beside it or is given.

    Raises GoldError with every problem of the file, and ReadError where the source cannot be read.
    """
    trial = _parsed(path)
    return gold_of(trial, read(source or source_of(path)))


def gold_of(trial: GoldTrial, page: Any) -> Gold:
    """The gold that an annotation makes of a page that was read. Raises GoldError with every problem."""
    build = Build(trial, page.text)
    ruleset = build.ruleset()
    if build.problems or ruleset is None:
        raise GoldError("\n".join(f"{trial.id}: {p}" for p in build.problems))
    return Gold(trial, page, ruleset, tuple(build.spans[c.id] for c in trial.criteria if c.unjudged))


def ruleset_of(trial: GoldTrial, text: str) -> RuleSet:
    """The RuleSet that an annotation makes of a text. Raises GoldError with every problem."""
    return gold_of(trial, _Text(text)).ruleset


def source_of(path: Path) -> Path:
    """The file beside an annotation that holds the trial itself. Raises GoldError unless there is exactly one."""
    stem = path.name.removesuffix(".gold.json")
    found = [p for p in path.parent.glob(f"{stem}.*") if p.suffixes[-2:] != [".gold", ".json"]]
    if len(found) != 1:
        raise GoldError(f"{path.name}: {len(found)} source files beside it; it needs one")
    return found[0]


def _parsed(path: Path) -> GoldTrial:
    try:
        data = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
        trial = GoldTrial.model_validate(data)
    except ValidationError as wrong:
        lines = (f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in wrong.errors())
        raise GoldError("\n".join(f"{path.name}: {line}" for line in lines)) from wrong
    except ValueError as wrong:
        raise GoldError(f"{path.name}: {wrong}") from wrong
    if path.name != f"{trial.id}.gold.json":
        raise GoldError(f"{path.name}: the id is {trial.id!r}")
    return trial


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [key for key, n in Counter(key for key, _ in pairs).items() if n > 1]
    if twice:
        raise ValueError(f"the key {twice[0]!r} stands twice in one object")
    return dict(pairs)


class _Text(NamedTuple):
    text: str
