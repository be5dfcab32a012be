"""Findings without a number: results of tests ("positive IGRA", "anti-HBc +") and levels of measures ("normal TSH").

They keep the test's or measure's own name. A negative result denies the positive one.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from ...patterns.gate import Gated
from ...patterns.measures import Measure, lexicon, measures
from ...patterns.tables import Match, Word, words_before
from ...patterns.words import function_words, silent_words
from ..parts import Cue, Mention
from .heads import normal, singular

PATTERN = "patterns/conditions/findings.toml"
_FLAGS = re.IGNORECASE
_RESULT = Gated(
    r"(?P<said>\b(?:positive(?!\s+scores?\b)|negative|abnormal|normal|(?:non-?)?reactive)\b|"
    r"(?<=\s)\+(?=\s*(?:[,;.)]|and\b|or\b|$)))",
    _FLAGS,
)
_MARKER = re.compile(r"(?:anti-?)?(?=[\w-]*[A-Z0-9])[A-Za-zα-ω]+(?:-?[A-Z0-9]+\w*)*|anti-[\w-]+")
_ANTI = re.compile(r"\banti-$", _FLAGS)
_CAPITALS = re.compile(r"[A-Z].*[A-Z0-9]")
_LINK = re.compile(r"[\s(]*(?:(?:results?|status|is|are|was|were|(?:must|should)\s+be)\s+)*", _FLAGS)
_LIST = re.compile(r"\s*(?:,\s*(?:or\b|and\b)?|/|\bor\b|\band\b)\s*(?:(?:an?|the)\s+)?", _FLAGS)
_FOR = re.compile(r"(?:\s+results?)?\s+(?:for|to|against)\s+(?:(?:the|any)\s+)?", _FLAGS)
_POSITIVE_FOR = re.compile(r"\s+for\s+(?:(?:the|any|either)\s+)?", _FLAGS)
_HCG = re.compile(r"(?:(?:serum|urine|blood|beta|[βß])[\s-]*)*(?:[βß]-?|beta-?)?hcg(?:[\s-]+test)?", _FLAGS)
_OF_BLOOD = frozenset(("serum", "plasma", "blood", "urine", "stool", "test", "drug"))
_PLAIN = re.compile(r"\A(?:serum|plasma)\s+|\s+(?:levels?|values?|concentrations?)\Z")
_MEASURED = r"(?:(?:serum|plasma|fasting|blood|baseline|total)\s+)*"
_LONGEST = 5
_REACH = 24
"""Words of the name of a test, and around a result those that may belong to it."""


@dataclass(frozen=True, slots=True)
class _Words:
    tests: frozenset[str]
    examinations: frozenset[str]
    gate: Gated
    before: re.Pattern[str]
    after: re.Pattern[str]
    ranges: dict[str, str]
    not_levels: tuple[str, ...]


@cache
def _words() -> _Words:
    raw = tomllib.loads(files("trialrules").joinpath(PATTERN).read_text(encoding="utf-8"))
    levels = "|".join(raw["levels"])
    return _Words(
        frozenset(raw["tests"]),
        frozenset(raw["examinations"]),
        Gated(rf"\b(?:{levels})\b", _FLAGS),
        re.compile(rf"\b(?P<level>{levels})\s+(?:(?:levels?|values?)\s+of\s+)?{_MEASURED}$", _FLAGS),
        re.compile(
            r"(?:\s+(?:levels?|values?|concentrations?|results?))?\s+(?:(?:is|are|was|were|(?:must|should)\s+be)\s+)?"
            rf"(?:(?P<level>{levels})\b(?!\s+(?!(?:or|and)\b)[a-z])|(?P<range>{'|'.join(raw['ranges'])})\s+(?:of\s+)?(?:the\s+)?"
            r"(?:(?:local|laboratory|institutional)\s+){0,2}normal\s+(?:range|limits?|values?))",
            _FLAGS,
        ),
        raw["ranges"],
        tuple(raw["not_levels"]),
    )


def read(view: str, words: list[Word], found: list[Mention]) -> list[Mention]:
    """The mentions with the findings; what a finding's words name beside a condition is no leaf of its own."""
    new = list(_results(view, words, found)) if _RESULT.search(view) else []
    if _words().gate.search(view):
        new += _levels(view, words)
    if not new:
        return found
    starts = [f.start for f in found]
    kept: list[Mention] = []
    for m in sorted(new, key=lambda m: m.start):
        over = [f for f in _near(found, starts, m.start, m.end) if f.kind == "condition"]
        within = all(m.start <= f.start and f.end <= m.end and f.end - f.start < m.end - m.start for f in over)
        if within and (not kept or kept[-1].end <= m.start):
            kept.append(m)
    starts = [m.start for m in kept]
    free = [f for f in found if not _near(kept, starts, f.start, f.end)]
    return sorted([*free, *kept], key=lambda m: m.start)


def _near(mentions: list[Mention], starts: list[int], start: int, end: int) -> list[Mention]:
    """The mentions that stand on a stretch; ``starts`` are where they start."""
    first, last = max(bisect_left(starts, start) - 1, 0), bisect_left(starts, end)
    return [m for m in mentions[first:last] if m.start < end and start < m.end]


def _results(view: str, words: list[Word], found: list[Mention]) -> Iterator[Mention]:
    starts, firsts = [w.start for w in words], [f.start for f in found]
    for m in _RESULT.finditer(view):
        said = m["said"].lower()
        if any(f.kind in ("condition", "attribute") for f in _near(found, firsts, *m.span())):
            continue
        i = bisect_left(starts, m.start())
        around = words[max(0, i - _REACH) : i + _REACH]
        near = _near(found, firsts, around[0].start, around[-1].end) if around else []
        yield from _result(view, m, said, around, near)


def _result(view: str, m: "re.Match[str]", said: str, words: list[Word], found: list[Mention]) -> Iterator[Mention]:
    """The findings that one word of a result makes with the words around it."""
    behind = _tests_behind(view, words, m) if said not in ("normal", "abnormal") else []
    if behind:
        for run in behind[:-1]:
            yield _finding(view, run[0].start, run[-1].end, m, _whole(view, run, behind[-1], said))
        yield from _for_targets(view, (behind[-1][0].start, m.end()), behind[-1], m, words, found)
    elif said != "+" and not said.endswith("reactive"):
        lead = _POSITIVE_FOR.match(view, m.end())
        at = lead.end() if lead else m.end()
        ahead = _tests_ahead(view, [w for w in words if w.start >= at], said)
        named = [
            f for f in found if f.kind == "condition" and any(f.start < r[-1].end and r[0].start < f.end for r in ahead)
        ]
        if ahead and not (lead and named):  # "negative for HBsAg": a disease's own marker
            yield from _told(view, m, ahead, words, found)


def _tests_ahead(view: str, words: list[Word], said: str) -> list[list[Word]]:
    """The tests whose result stands before them: "positive blood or urine culture"."""
    members: list[list[Word]] = [[]]
    for i, w in enumerate(words):
        gap = view[(words[i - 1].end if i else w.start) : w.start]
        if i and _LIST.fullmatch(gap + (view[w.start : w.end] if w.key in ("or", "and") else "")):
            members.append([])
        if w.key in ("or", "and"):
            continue
        if (w.key in function_words() and w.key not in ("a", "an", "the")) or (
            i and gap != "." and gap.strip(" \n,/-")
        ):
            break
        if w.key not in ("a", "an", "the"):
            members[-1].append(w)
        if len(members[-1]) > _LONGEST or len(members) > 4:
            break
    named = [i for i, run in enumerate(members) if run and _is_test(view, run, said)]
    if not named or (named[0] > 0 and not all(members[: named[0]])):
        return []
    return [_cut(view, run, said) if i in named else run for i, run in enumerate(members[: named[-1] + 1])]


def _cut(view: str, run: list[Word], said: str) -> list[Word]:
    """A member up to its test's last word."""
    while not _ends(view, run[-1], said):
        run = run[:-1]
    return run


def _is_test(view: str, run: list[Word], said: str) -> bool:
    return any(_ends(view, w, said) for w in run)


def _ends(view: str, w: Word, said: str) -> bool:
    written = view[w.start : w.end]
    if said in ("normal", "abnormal"):
        return written.lower() in _words().examinations
    return (
        written.lower() in _words().tests
        or _ANTI.search(view, max(0, w.start - 6), w.start) is not None
        or _is_marker(written)
    )


def _is_marker(written: str) -> bool:
    return bool(_MARKER.fullmatch(written) and _CAPITALS.search(written))


def _tests_behind(view: str, words: list[Word], m: "re.Match[str]") -> list[list[Word]]:
    """The test whose result stands behind it, and those before it in its list: "IGRA positive"."""
    if (following := next((w for w in words if w.start >= m.end()), None)) and m["said"] != "+":
        plain = view[m.end() : following.start].strip(" -\n") == "" and following.key not in silent_words()
        if plain:
            return []
    out: list[list[Word]] = []
    edge = m.start()
    before = words_before(words, edge)
    while before and before[-1].key in ("result", "status", "is", "are", "was", "were", "be", "must", "should"):
        before.pop()
    while before and len(out) < 5:
        run = _name_behind(view, before)
        gap = view[run[-1].end : edge] if run else ""
        keys = {w.key for w in run}
        shares = out and (keys & {w.key for w in out[0]} or [len(key) for key in keys] == [1])
        named = run and (shares or _ends(view, run[-1], "positive"))
        if not named or not (_LIST if out else _LINK).fullmatch(gap.strip("-")):
            break
        out.insert(0, run)
        edge = run[0].start
        before = [w for w in before if w.end <= edge]
        while before and before[-1].key in ("or", "and"):
            before.pop()
    return out


def _name_behind(view: str, words: list[Word]) -> list[Word]:
    """The last words that are one name."""
    run: list[Word] = []
    for w in reversed(words[-_LONGEST:]):
        joined = not run or view[w.end : run[0].start].strip(" \n-") == ""
        if not joined or (w.key in silent_words() and w.key not in _OF_BLOOD and w.key not in ("cell", "type")):
            break
        run.insert(0, w)
    return run


def _told(
    view: str, m: "re.Match[str]", tests: list[list[Word]], words: list[Word], found: list[Mention]
) -> Iterator[Mention]:
    """A finding for each test; those without a test's word share the last one's."""
    last = tests[-1]
    if all(_HCG.fullmatch(_whole(view, run, last, "")) for run in tests):  # "urine or serum β-hCG": either will do
        tests = [last]
    for run in tests[:-1]:
        start = m.start() if run is tests[0] else run[0].start
        yield _finding(view, start, run[-1].end, m, _whole(view, run, last, m["said"].lower()))
    yield from _for_targets(
        view, (m.start() if len(tests) == 1 else last[0].start, last[-1].end), last, m, words, found
    )


def _whole(view: str, run: list[Word], last: list[Word], said: str) -> str:
    """The name of a test that may share the last words of its list: "T and B cell crossmatch"."""
    name = view[run[0].start : run[-1].end]
    if _ends(view, run[-1], said):
        return name
    return f"{name} {view[last[min(len(run), len(last) - 1)].start : last[-1].end]}"


def _for_targets(
    view: str,
    span: tuple[int, int],
    run: list[Word],
    m: "re.Match[str]",
    words: list[Word],
    found: list[Mention],
) -> Iterator[Mention]:
    """A finding for each thing that a test is for, or for the test; none where a thing has no name."""
    test = view[run[0].start : run[-1].end]
    targets = _targets(view, span[1], words, found)
    if targets is None:
        return
    for i, (a, b, name) in enumerate(targets):
        yield _finding(view, a if i else span[0], b, m, f"{test} for {name}")
    if not targets:
        yield _finding(view, *span, m, test)


def _targets(view: str, end: int, words: list[Word], found: list[Mention]) -> list[tuple[int, int, str]] | None:
    """What a test is for: known things, or up to three words each; None where one of them cannot be told."""
    lead = _FOR.match(view, end)
    out: list[tuple[int, int, str]] = []
    while lead is not None:
        at = lead.end()
        known = next((f for f in found if f.start == at), None)
        if known is not None:
            stop, name = known.end, known.name
        else:
            run = [w for w in words if w.start >= at]
            named = [w for i, w in enumerate(takewhile(lambda w: w.key not in silent_words(), run)) if i == 0 or w.soft]
            if not named or named[0].start != at or len(named) > 3:
                return None
            stop, name = named[-1].end, view[at : named[-1].end]
        out.append((at, stop, name))
        lead = _LIST.match(view, stop)
    return out


def _finding(view: str, start: int, end: int, m: "re.Match[str]", test: str) -> Mention:
    said = m["said"].lower()
    denied = said == "negative" or said.startswith("non")
    cues = (Cue("NEGATED", m.start(), m.end()),) if denied else ()
    if _HCG.fullmatch(test):
        return Mention(start, end, "condition", "pregnancy", (), PATTERN, cues)
    result = said if said in ("normal", "abnormal") else "positive"
    return Mention(start, end, "condition", f"{result} {singular(normal(test))}", (), PATTERN, cues)


def _levels(view: str, words: list[Word]) -> Iterator[Mention]:
    """ "Normal TSH and free T4", "AST and ALT normal": measures that no number bounds."""
    level, edge = "", -1
    before_it: list[Match] = []
    for match in lexicon().find(view, words):
        measure = measures()[match.entry.name]
        shared = edge >= 0 and _LIST.fullmatch(view, edge, match.start)
        level, before_it = (level, before_it) if shared else ("", [])
        if not _has_levels(measure) or _modifies(view, words, match.last):
            edge = -1
            continue
        edge = match.end
        if before := _words().before.search(view, max(0, match.start - 40), match.start):
            level = before["level"].lower()
            yield _leveled(view, match, level, before.start(), edge)
        elif after := _words().after.match(view, edge):
            of_all = (after["level"] or _words().ranges[after["range"].lower()]).lower()
            yield from (_leveled(view, m, of_all, m.start, m.end) for m in before_it if not level)
            level, before_it, edge = "", [], after.end()
            yield _leveled(view, match, of_all, match.start, edge)
        elif level:
            yield _leveled(view, match, level, match.start, edge)
        else:
            before_it = [*before_it, match]


def _leveled(view: str, measured: Match, level: str, start: int, end: int) -> Mention:
    name = _PLAIN.sub("", normal(view[measured.start : measured.end]))
    return Mention(start, end, "condition", f"{level} {name}", (), PATTERN)


def _has_levels(measure: Measure) -> bool:
    named = not measure.name.endswith(_words().not_levels)
    return named and ("/" in measure.unit or measure.unit == "%" or measure.name.endswith(("INR", "aPTT", "ratio")))


def _modifies(view: str, words: list[Word], last: int) -> bool:
    """ "Low calcium diet": the measure's word names something else."""
    following = words[last + 1] if last + 1 < len(words) else None
    return (
        following is not None
        and following.soft
        and following.key not in silent_words() | {*_words().ranges}
        and (not _words().after.match(view, words[last].end))
    )
