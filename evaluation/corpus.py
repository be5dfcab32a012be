"""The gold set that comes with the package."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from ..errors import ReadError, TrialRulesError
from ..models import RuleSet
from ..models.notation import as_written
from .gold import Gold, GoldError, read_gold, source_of
from .run import Case

PASSES = ("first", "second")


def home() -> Path:
    """The folder of the package's gold."""
    return Path(str(resources.files("trialrules.corpus"))) / "gold"


@cache
def shipped() -> tuple[Gold, ...]:
    """Every trial of the package's gold set, by id."""
    return tuple(read_gold(path) for path in sorted(home().glob("*.gold.json")))


def trial(id: str) -> Gold:
    """A trial by its id. Raises ReadError for an id that is not in the set."""
    for gold in shipped():
        if gold.trial.id == id:
            return gold
    raise ReadError(f"no trial {id!r} in the gold set; `trialrules corpus list` names them all")


def cases(golds: Iterable[Gold], split: str = "all") -> Iterator[Case]:
    """The trials of a split (``dev``, ``test`` or ``all``) as cases to be scored."""
    for gold in golds:
        if split in ("all", gold.trial.split):
            yield Case(gold.trial.area, gold.page, gold.ruleset, gold.unjudged)


def problems(files: Sequence[Path]) -> list[str]:
    """Everything that is wrong with gold files, alone and together; empty when nothing is."""
    out: list[str] = []
    golds = []
    for path in files:
        try:
            golds.append(read_gold(path))
        except TrialRulesError as wrong:
            lines = str(wrong).splitlines()
            out += lines if isinstance(wrong, GoldError) else [f"{path.name}: {line}" for line in lines]
    out += [f"{id}: the id stands twice" for id, n in Counter(g.trial.id for g in golds).items() if n > 1]
    return out + [line for gold in golds for line in _twin_problems(gold, {g.trial.id: g for g in golds})]


def all_problems() -> list[str]:
    """Everything that is wrong with the package's gold set and the passes behind it."""
    found = problems(sorted(home().glob("*.gold.json")))
    for path in (path for name in PASSES for path in _passes(name)):
        try:
            _read_pass(path)
        except TrialRulesError as wrong:
            found += [f"{path.parent.name}: {line}" for line in str(wrong).splitlines()]
    return found


def double_passes() -> list[tuple[Gold, Gold]]:
    """The first and the second pass over each trial that was annotated twice. Raises GoldError and ReadError."""
    first, second = ({path.name: path for path in _passes(name)} for name in PASSES)
    return [(_read_pass(first[name]), _read_pass(second[name])) for name in sorted(first.keys() & second.keys())]


def _passes(name: str) -> list[Path]:
    return sorted((home().parent / "passes" / name).glob("*.gold.json"))


def _read_pass(path: Path) -> Gold:
    """A pass; the source of its trial lies with the gold."""
    return read_gold(path, source_of(home() / path.name))


def _twin_problems(gold: Gold, known: dict[str, Gold]) -> Iterator[str]:
    """A trial and its twin point at each other, lie in one split and carry the same rules."""
    id, twin = gold.trial.id, known.get(gold.trial.twin or "")
    if gold.trial.twin is None:
        return
    if twin is None or twin.trial.twin != id:
        yield f"{id}: its twin {gold.trial.twin} is not there or has another twin"
        return
    if twin.trial.split != gold.trial.split:
        yield f"{id}: its twin is in another split"
    for ours, theirs in zip(_rules(gold.ruleset), _rules(twin.ruleset), strict=False):
        if ours != theirs:
            yield f"{id}: {ours[0]} says {ours[1]}, its twin {theirs[0]} {theirs[1]}"
    if len(gold.ruleset.criteria) != len(twin.ruleset.criteria):
        yield f"{id}: its twin has another number of criteria"


def _rules(ruleset: RuleSet) -> list[tuple[str, str]]:
    return [(c.id, _wordless(as_written(c.rule))) for c in ruleset.criteria]


def _wordless(notation: str) -> str:
    """A notation without the words of `other` leaves, which another wording may change."""
    return re.sub(r'other "(?:[^"\\]|\\.)*"', "other", notation)
