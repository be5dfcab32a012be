"""How fast texts are read, each step and the whole, beside spaCy's blank tokenizer and the peers."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import process_time
from typing import Any, NamedTuple

import spacy
from spacy.language import Language

from ... import extract, load
from ...errors import ReadError
from ..peers import reader_named
from .fresh import Seen, seen
from .texts import grown

TOKENIZER = "spaCy's blank tokenizer"
WHOLE = "trialrules"
PEERS = ("regex", "quantulum3")
RULESET = "RuleSet"
"""The step behind the components: what they found, as a validated RuleSet."""

Times = dict[str, float]
"""Seconds of the processor, by what they were spent on."""


class Speed(NamedTuple):
    """How fast something is: seconds for all texts, and its throughput as a ratio to the blank tokenizer's.

    Both are medians over the rounds; the ratio is of the two times of one round.
    """

    seconds: float
    ratio: float


class Growth(NamedTuple):
    """What reading texts takes as they grow: seconds and MB; ``cost`` a character, as a ratio to the smallest's."""

    kind: str
    times: int
    characters: int
    seconds: float
    cost: float
    memory: float


class Result(NamedTuple):
    """All that was measured: whole programs and single steps by name, the start of a process, and growth."""

    texts: int
    characters: int
    programs: dict[str, Speed]
    steps: dict[str, Speed]
    start: Seen
    growth: list[Growth]


def measured(texts: Sequence[str], rounds: int, largest: int) -> Result:
    """Everything about these texts; growth up to ``largest`` times."""
    programs, steps = speeds(texts, rounds)
    starts = [seen([]) for _ in range(rounds)]
    start = Seen(*(median(values) for values in zip(*starts, strict=True)))
    growth = list(growths(texts, largest))
    return Result(len(texts), sum(map(len, texts)), programs, steps, start, growth)


def speeds(texts: Sequence[str], rounds: int) -> tuple[dict[str, Speed], dict[str, Speed]]:
    """Whole programs and single steps.

    All take turns in each round, so that a slow moment of the machine strikes all.
    """
    ways, nlp = dict(_programs()), load()
    for way in ways.values():
        way(texts[0])  # what is loaded at the first text is no part of the reading
    seen_programs: list[Times] = []
    seen_steps: list[Times] = []
    for _ in range(rounds):
        seen_programs.append({name: _timed(way, texts) for name, way in ways.items()})
        seen_steps.append(_by_step(nlp, texts))
    base = [times[TOKENIZER] for times in seen_programs]
    return _speeds(seen_programs, base), _speeds(seen_steps, base)


def _programs() -> Iterator[tuple[str, Callable[[str], Any]]]:
    yield TOKENIZER, spacy.blank("en").tokenizer
    yield WHOLE, extract
    for name in PEERS:
        try:
            yield name, partial(reader_named(name), "text")
        except ReadError:  # it is not installed, and its row is left out
            continue


def _timed(way: Callable[[str], Any], texts: Sequence[str]) -> float:
    start = process_time()
    for text in texts:
        way(text)
    return process_time() - start


def _by_step(nlp: Language, texts: Sequence[str]) -> Times:
    """The seconds of each component of the pipeline, its tokenizer first and the making of the RuleSet last."""
    took = {"tokenizer": 0.0, **dict.fromkeys(nlp.pipe_names, 0.0), RULESET: 0.0}
    for text in texts:
        start = process_time()
        doc = nlp.tokenizer(text)
        start = _add(took, "tokenizer", start)
        for name, component in nlp.pipeline:
            doc = component(doc)
            start = _add(took, name, start)
        doc._.ruleset  # noqa: B018 - it is made when it is asked for
        _add(took, RULESET, start)
    return took


def _add(took: Times, name: str, start: float) -> float:
    now = process_time()
    took[name] += now - start
    return now


def _speeds(rounds: Sequence[Times], base: Sequence[float]) -> dict[str, Speed]:
    return {
        name: Speed(
            median(times[name] for times in rounds),
            median(b / max(times[name], 1e-9) for times, b in zip(rounds, base, strict=True)),
        )
        for name in rounds[0]
    }


def growths(texts: Sequence[str], largest: int) -> Iterator[Growth]:
    """Each kind of text at its sizes, each in a fresh process."""
    smallest = 1.0
    for kind, times, grown_texts in grown(texts, largest):
        found = seen(grown_texts)
        characters = sum(map(len, grown_texts))
        cost = found.extracted / characters
        smallest = cost if times == 1 else smallest
        yield Growth(kind, times, characters, found.extracted, cost / smallest, found.memory)
