"""Gold as lists of thresholds, windows and drugs with quoted words: ``annotations/ID.json`` beside ``texts/ID.txt``.

A criterion has ``kind`` and ``text``; ``thresholds``, ``windows`` and ``drugs`` with ``text``, names, bounds and
``negated``; and ``logic``, nested lists over their ids. Polarity is taken from the logic where an id stands in it, else
from ``negated``.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any as Json

from ...errors import ReadError
from ...models import Condition, Range, Rule, RuleSet, Span, Threshold, Trial, Window
from ..run import Case
from ..words import locate, places_of
from .rulesets import between, concept, criterion, denied, exposure

FIGURES = (
    "criteria", "threshold", "threshold + unit", "threshold + unit + measure",
    "window", "window + target", "window + target + anchor", "drug relaxed", "drug exact", "drug + name", "polarity",
)  # fmt: skip


def case(path: Path) -> Case:
    """One annotation with its text as a case. Raises ReadError."""
    source = path.parent.parent / "texts" / f"{path.stem}.txt"
    try:
        text = source.read_bytes().decode("utf-8")
        data = json.loads(path.read_bytes())
        return Case("gold", text, _ruleset(path.stem, text, data["criteria"]))
    except OSError as failed:
        raise ReadError(f"{failed.filename}: {failed.strerror}") from failed
    except (ValueError, KeyError, TypeError) as failed:
        raise ReadError(f"{path}: {type(failed).__name__}: {failed}") from failed


def _ruleset(id: str, text: str, criteria: list[dict[str, Json]]) -> RuleSet:
    made, pos, n = [], 0, Counter[str]()
    for c in criteria:
        start = text.index(c["text"], pos)
        pos = start + len(c["text"])
        n[c["kind"]] += 1
        name = f"{c['kind'][0].upper()}{n[c['kind']]}"
        made.append(criterion(name, c["kind"], c["text"], start, list(_leaves(text, c, start))))
    return RuleSet(trial=Trial(id=id), text=text, criteria=tuple(made))


def _leaves(text: str, c: dict[str, Json], start: int) -> Iterator[Rule]:
    find = _Finder(text, start, start + len(c["text"]))
    signs = dict(_signs(c.get("logic"), False))
    drugs = {x["id"]: (x, find(x["text"])) for x in c.get("drugs", ())}
    spare = []
    windows: dict[str, Window] = {}
    for w in c.get("windows", ()):
        span = _place(text, c, start, w["text"])
        target = _place(text, c, start, w["target_text"]) if w.get("target_text") else None
        of = next((id for id, (_, s) in drugs.items() if s == target and id not in windows), None)
        time = Window(
            range=_range(w), direction=w.get("direction") or "before", anchor=w.get("anchor") or "now", span=span
        )
        if of is not None and not w.get("is_duration"):
            windows[of] = time
        else:
            spare.append((w, time, target))
    for t in c.get("thresholds", ()):
        measure = _place(text, c, start, t["measure_text"]) if t.get("measure_text") else None
        leaf = Threshold(
            measure=concept(t["measure"], measure),
            range=_range(t),
            relative_to=t.get("relative_to"),
            span=find(t["text"]),
        )
        yield denied(leaf, signs.get(t["id"], bool(t.get("negated"))))
    for id, (d, span) in drugs.items():
        drug = exposure(d["name"], span, "drug_class" if d.get("is_class") else "drug")
        drug = drug.model_copy(update={"window": windows.get(id)})
        yield denied(drug, signs.get(id, bool(d.get("negated"))))
    for w, time, target in spare:
        yield denied(_timed(w, time, target), bool(w.get("negated")))


def _timed(w: dict[str, Json], time: Window, target: Span | None) -> Condition:
    """A leaf that carries a window whose target is no drug of its own: what kind of thing it is, is not measured."""
    what = concept(w.get("target_text") or "?", target)
    if w.get("is_duration"):
        duration = {**time.range.model_dump(), "span": time.span}
        return Condition.model_validate({"condition": what, "duration": duration, "span": target or time.span})
    return Condition(condition=what, window=time, span=target or time.span)


def _range(x: dict[str, Json]) -> Range:
    return between(x.get("lower"), x.get("lower_inc"), x.get("upper"), x.get("upper_inc"), x.get("unit"))


def _signs(logic: Json, negated: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(logic, str):
        yield logic, negated
    elif logic:
        op, *parts = logic
        for part in parts:
            yield from _signs(part, negated != (op == "not"))


def _place(text: str, c: dict[str, Json], start: int, words: str) -> Span:
    return locate(text, start, start + len(c["text"]), (words, 1))


class _Finder:
    """Finds quoted words in a criterion; words that are quoted again are found at their next place."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.seen: Counter[str] = Counter()

    def __call__(self, words: str) -> Span:
        self.seen[words] += 1
        places = list(places_of(self.text, self.start, self.end, words.split(" … ")[0]))
        return locate(self.text, self.start, self.end, (words, min(self.seen[words], len(places) or 1)))
