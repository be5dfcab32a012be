"""The words of `adjuncts.toml`, compiled."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from .alternation import one_of
from .gate import Gated
from .opening import sought

_FLAGS = re.IGNORECASE
_NARROWING = (
    r"(?:two|three|four|both|all|several|multiple|repeated|consecutive|separate|different|independent|least|more|\d+|no|not|without|"
    r"only|(?:donor|partner|mother|father|parent|sibling|caregiver|famil|matern|patern)\w*)"
)
"""How often, or of whom, a test must say it: no mere source."""
_DETERMINERS = r"(?:(?:the|an?|any|his|her|their|its|local|central|standard|current|recent|latest|\d{4})\s+)*"


class Adjuncts(NamedTuple):
    """What tells of words that they add no requirement.

    ``source`` finds the words that make a source of what follows; the other patterns match a whole run of words, or
    what stands right before it (``before_…``). ``listed`` matches whatever one of those that are plain lists does.
    """

    source: Gated
    sources: re.Pattern[str]
    before_source: re.Pattern[str]
    circumstances: re.Pattern[str]
    values: re.Pattern[str]
    averages: re.Pattern[str]
    sides: re.Pattern[str]
    before_side: re.Pattern[str]
    sorts: re.Pattern[str]
    before_sort: re.Pattern[str]
    done: re.Pattern[str]
    points: re.Pattern[str]
    before_point: re.Pattern[str]
    steady: re.Pattern[str]
    listed: re.Pattern[str]
    lasting: re.Pattern[str]
    links: re.Pattern[str]
    frames: re.Pattern[str]
    having: re.Pattern[str]
    carriers: re.Pattern[str]
    carried: re.Pattern[str]
    placed: re.Pattern[str]
    put: re.Pattern[str]
    frames_behind: re.Pattern[str]
    nursed: re.Pattern[str]
    ages: re.Pattern[str]


_LISTED = ("done", "steady", "lasting", "links", "points", "sides", "sorts")


def _one_of(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return one_of([re.escape(w).replace(r"\ ", r"\s+") for w in ordered])


def _compiled(pattern: str) -> re.Pattern[str]:
    return sought(pattern, _FLAGS)


@cache
def adjuncts() -> Adjuncts:
    """The patterns."""
    raw: dict[str, list[str]] = tomllib.loads((files(__package__) / "adjuncts.toml").read_text(encoding="utf-8"))
    words = {name: _one_of(listed) for name, listed in raw.items()}
    return Adjuncts(
        source=Gated(
            rf"\b(?:{words['source']}|{words['known']}\s+(?:\w+ly\s+)?{words['by']}|"
            rf"{words['written']}\s+(?:\w+ly\s+)?(?:on|in|with|at|from))\s",
            _FLAGS,
        ),
        sources=_compiled(rf"(?:(?!{_NARROWING}\b)[\w./-]+\s+){{0,4}}{words['sources']}s?"),
        before_source=_compiled(
            rf"\b(?:by|on|in|using|via|from|through|at|meet(?:s|ing)?|fulfil\w*|satisfy\w*)\s+{_DETERMINERS}$"
        ),
        circumstances=_compiled(words["circumstances"] + r"(?:\s+days?\s+\d+(?:\s?[-–]\s?\d+)?)?"),
        values=_compiled(words["values"] + r"(?:\s+of)?"),
        averages=_compiled(r"(?:mean|average|median)\s+of\s+[\w\s-]+"),
        sides=_compiled(words["sides"] + "s?"),
        before_side=_compiled(
            r"\b(?:either|each|any|one\s+or\s+both|the\s+(?:study|index|target|treated|affected|operated|operative))\s+$"
        ),
        sorts=_compiled(words["sorts"] + "s?"),
        before_sort=_compiled(r"\bof\s+(?:any|whatever)\s+(?:\w+\s+or\s+)?$"),
        done=_compiled(words["done"]),
        points=_compiled(words["points"]),
        before_point=_compiled(
            r"\b(?:at|before|prior\s+to|during|of|on|upon)\s+(?:(?:both\s+)?(?:screening|baseline)\s+(?:and|or)\s+)?(?:the\s+)?(?:time\s+of\s+)?(?:the\s+)?(?:study\s+|trial\s+)?$"
        ),
        steady=_compiled(words["steady"]),
        listed=_compiled(rf"(?:{'|'.join(words[name] for name in _LISTED)})s?"),
        lasting=_compiled(words["lasting"]),
        links=_compiled(words["links"]),
        frames=_compiled(rf"(?:{words['frames']})\b"),
        having=_compiled(rf"(?:{words['having']})\b"),
        carriers=_compiled(rf"(?:{words['carriers']})\b"),
        carried=_compiled(rf"\b(?:{words['carried']})s?\Z"),
        placed=_compiled(rf"(?:(?:already|currently|still)\s+)?(?:{words['placed']})s?"),
        put=_compiled(rf"\b(?:{words['put']})s?\Z"),
        frames_behind=_compiled(rf"(?:{words['frames_behind']})s?"),
        nursed=_compiled(words["nursed"]),
        ages=_compiled(rf"\b(?:{words['ages']})s?\b"),
    )
