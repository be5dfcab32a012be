"""The texts that extraction is measured on: the package's own trials, real ones, and hostile ones of any size."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ...errors import ReadError
from ..corpus import shipped

TIMES = (1, 4, 16)
HEADING = "Exclusion Criteria:\n"
ITEMS = ("Asthma", "ALT > 3 x ULN", "Natalizumab", "EDSS > 5", "History of stroke")


def own() -> list[str]:
    """The eligibility texts of the package's gold set."""
    return [gold.ruleset.text for gold in shipped()]


def of_folders(folders: Iterable[Path]) -> list[str]:
    """Every ``.txt`` file below the folders, in order. Raises ReadError for one that is no UTF-8, or where none is."""
    out = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*.txt"))):
        try:
            out.append(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as failed:
            raise ReadError(f"{path}: {failed}") from failed
    if not out:
        raise ReadError("the folders hold no .txt file")
    return out


def _items(bullet: str, count: int) -> str:
    return "".join(f"{bullet}{ITEMS[i % len(ITEMS)]}\n" for i in range(count))


HOSTILE: dict[str, Callable[[int], str]] = {
    "100,000 criteria": lambda times: HEADING + _items("- ", 6_250 * times),
    "100,000 items of one criterion": lambda times: f"{HEADING}- Any of:\n" + _items("  - ", 6_250 * times),
    "100,000 names in one line": lambda times: HEADING + "- " + "stroke or " * (6_250 * times),
    "50,000 nested brackets": lambda times: HEADING + "- gout " + "(" * (3_125 * times) + ")" * (3_125 * times),
    "a word of 1,000,000 letters": lambda times: HEADING + "- " + "a" * (62_500 * times),
    "50,000 headings": lambda times: ("Inclusion Criteria:\n" + HEADING) * (1_562 * times),
}
"""One text by what it is at 16 times its smallest size."""


def grown(texts: Sequence[str], largest: int) -> Iterator[tuple[str, int, list[str]]]:
    """What growth is measured on, at each of :data:`TIMES` up to ``largest``: the kind, the times, and the texts.

    First the texts themselves, so many times; then every hostile text.
    """
    sizes = [times for times in TIMES if times <= largest]
    for times in sizes:
        yield "the texts", times, list(texts) * times
    for kind, make in HOSTILE.items():
        for times in sizes:
            yield kind, times, [make(times)]
