"""Gold from where it lies: the package's own set, folders in its format, and other people's corpora."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ...errors import ReadError
from .. import corpus
from ..gold import read_gold
from ..run import Case
from ..scoring import FIGURES
from . import chia, guide, lct


class GoldSet(NamedTuple):
    """Cases, the figures that their gold can tell, and what the whole is called."""

    name: str
    cases: list[Case]
    names: tuple[str, ...] = FIGURES


def shipped(split: str) -> GoldSet:
    """A split of the package's gold set."""
    return GoldSet(split, list(corpus.cases(corpus.shipped(), split)))


def own(folder: Path, split: str) -> GoldSet:
    """A folder of ``ID.gold.json`` files with their sources. Raises GoldError and ReadError."""
    golds = [read_gold(path) for path in _files(folder, "*.gold.json")]
    return GoldSet(folder.name, list(corpus.cases(golds, split)))


def _adapter(pattern: str, names: tuple[str, ...], case: Callable[[Path], Case]) -> Callable[[Path], GoldSet]:
    return lambda folder: GoldSet(folder.name, [case(path) for path in _files(folder, pattern)], names)


def _files(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern in a folder. Raises ReadError where there are none."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise ReadError(f"{folder}: no {pattern} there")
    return found


ADAPTERS = {
    "guide": _adapter("annotations/*.json", guide.FIGURES, guide.case),
    "lct": _adapter("*.ann", lct.FIGURES, lct.case),
    "chia": _adapter("*.ann", chia.FIGURES, chia.case),
}
"""From the name of a format to what reads a folder of it."""
