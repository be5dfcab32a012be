"""What changes the layout and no word leaves the rules as they are: invented trials of the corpus, by other hands."""

import re
from collections.abc import Callable
from functools import cache
from itertools import count
from textwrap import fill

import pytest
import trialrules
from trialrules.evaluation import corpus

TEXTS = {
    gold.trial.id: gold.page.text
    for gold in corpus.shipped()
    if gold.trial.split == "dev" and gold.trial.layout != "html"  # whose layout is its tags'
}
_BULLET = re.compile(r"^(\s*)[*•-](?=\s+\S)", re.MULTILINE)
_NUMBER = re.compile(r"^(\s*)(\d{1,2})\.(?=\s+\S)", re.MULTILINE)
_HEADING = re.compile(
    r"^(\W{0,4})(?:key |main )?((?:in|ex)clusion) criteria(\s*:?\W{0,4})$", re.MULTILINE | re.IGNORECASE
)
_MARKED = re.compile(r"\s*(?:[*•-]|\d{1,2}[.)])\s+")


def _spread(text: str) -> str:
    return re.sub(r"(?<=\S) (?=\S)", "\xa0", text)


def _numbered(text: str) -> str:
    number = count(1)
    return _HEADING.sub(lambda m: f"5.{next(number)} {m[2].title()} criteria\n", text)


def _wrapped(text: str) -> str:
    """Every bullet and number hard-wrapped under its words, as registries of old do."""
    lines = []
    for line in text.split("\n"):
        mark = _MARKED.match(line)
        hung = " " * len(mark.group()) if mark else ""
        lines.append(
            fill(line, 64, subsequent_indent=hung, break_on_hyphens=False, break_long_words=False) if mark else line
        )
    return "\n".join(lines)


CHANGES: dict[str, Callable[[str], str]] = {
    "carriage returns": lambda text: text.replace("\r", "").replace("\n", "\r\n"),
    "spaces at line ends": lambda text: re.sub(r"(?<=\S)$", "   ", text, flags=re.MULTILINE),
    "other bullets": lambda text: _BULLET.sub("\\1▪", text),
    "dashes": lambda text: _BULLET.sub("\\1–", text),
    "numbers in brackets": lambda text: _NUMBER.sub("\\1(\\2)", text),
    "blank lines": lambda text: re.sub(rf"\n(?={_MARKED.pattern})", "\n\n", text),
    "spaces that do not break": _spread,
    "indented": lambda text: re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE),
    "full-width signs": lambda text: re.sub(r"(?<!\\)[<>%]", lambda m: chr(ord(m[0]) + 0xFEE0), text),
    "headings in capitals": lambda text: _HEADING.sub(lambda m: m[0].upper(), text),
    "headings without colon": lambda text: _HEADING.sub(lambda m: m[0].replace(":", ""), text),
    "other headings": lambda text: _HEADING.sub(r"\1Main criteria for \2\3", text),
    "numbered headings": _numbered,
    "wrapped": _wrapped,
}


def _said(rule: object) -> str:
    """The rule's notation, whatever the spaces and signs of words that a person must judge."""
    words = re.sub(r"\\[nrt]|\s", "", str(rule))
    return words.translate({0xFF00 + ord(sign) - 0x20: sign for sign in "<>%"} | {ord("–"): "-"})


def _rules(text: str) -> list[tuple[str, int, str | None, str, str]]:
    depth: dict[str | None, int] = {None: -1}
    out = []
    for c in trialrules.extract(text).criteria:
        depth[c.id] = depth[c.parent] + 1
        group = c.group and " ".join(c.group.split())
        out.append((c.kind, depth[c.id], group, c.coverage, _said(c.rule)))
    return out


@cache
def _as_written(trial: str) -> list[tuple[str, int, str | None, str, str]]:
    return _rules(TEXTS[trial])


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("trial", TEXTS)
def test_another_layout_gives_the_same_rules(trial: str, change: str) -> None:
    changed = CHANGES[change](TEXTS[trial])
    assert changed == TEXTS[trial] or _rules(changed) == _as_written(trial)
