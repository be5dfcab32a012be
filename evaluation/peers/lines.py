"""A RuleSet of one criterion a line, as a program without an idea of sections makes it."""

import re
from collections.abc import Callable, Sequence

from ...models import Any, Criterion, Leaf, RuleSet, Span, Trial

_HEADING = re.compile(r"\s*\W*(?:(?:key|main)\s+)?(in|ex)clusion(?:\s+criteria)?\W*", re.IGNORECASE)
_LINE = re.compile(r"[ \t]*(?:[-*•·]|\d+[.)])?[ \t]*(\S[^\n]*)")


def by_line(id: str, text: str, find: Callable[[str, int], Sequence[Leaf]]) -> RuleSet:
    """``find`` gives the leaves of a line's words that begin at an offset of the text."""
    kind = "unknown"
    made: list[Criterion] = []
    for m in _LINE.finditer(text):
        if heading := _HEADING.fullmatch(m[1]):
            kind = f"{heading[1].lower()}clusion"
            continue
        leaves = find(m[1], m.start(1))
        made.append(
            Criterion.model_validate(
                {
                    "id": f"{kind[0].upper()}{len(made) + 1}", "kind": kind, "text": m[1], "coverage": "partial",
                    "span": Span(start=m.start(1), end=m.end(1)), "rule": Any(of=tuple(leaves)) if leaves else None,
                }
            )
        )  # fmt: skip
    return RuleSet(trial=Trial(id=id), text=text, criteria=tuple(made))
