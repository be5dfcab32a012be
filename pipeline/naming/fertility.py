"""Women who could have a child: "female subjects of childbearing age" are one attribute, and nobody's pregnancy."""

import re
from dataclasses import replace

from ...patterns.gate import Gated
from ..parts import Mention

_FERTILE = "childbearing potential=yes"
_FLAGS = re.IGNORECASE
_COULD_BECOME = Gated(
    r"\b(?:wom[ae]n|females?|patients?|subjects?|participants?|persons?|people|individuals?|those|anyone|anybody|partners?)\s+"
    r"(?:who|that)\s+(?:(?:can|could|may|might)(?!\s+not)|(?:is|are)\s+able\s+to)\s+(?:still\s+|potentially\s+)?"
    r"(?:(?:become|get|fall)\s+)?\Z",
    _FLAGS,
)
_REACH = 60
_BECOMING = re.compile(r"\b(?:become|get|fall)\s+(?:pregnant\b)?", _FLAGS)
_OF_THEM = re.compile(
    r"(?:\s+(?:subjects?|participants?|patients?|volunteers?|individuals?|adults?))?"
    r"(?:\s+(?:who|that)\s+(?:is|are))?(?:\s+(?:of|with|in))?\s+",
    _FLAGS,
)


def read(view: str, start: int, found: list[Mention]) -> list[Mention]:
    """The mentions, where whoever could become pregnant is one of women of childbearing potential."""
    out: list[Mention] = []
    for m in found:
        if m.name == "pregnancy" and (could := _could(view, start, m)) is not None:
            m = replace(m, name=_FERTILE, kind="attribute", start=could, codes=(), cues=())
            while out and out[-1].start >= could:
                out.pop()
        if m.name == _FERTILE and out and out[-1].name == "sex=female" and _of_them(view, out[-1], m):
            m = replace(m, start=out.pop().start)
        out.append(m)
    return out


def _could(view: str, start: int, m: Mention) -> int | None:
    """Where the words start that say of whom it is that they could become pregnant."""
    before = _COULD_BECOME.search(view, max(start, m.start - _REACH), m.start)
    if before is None or not _BECOMING.search(view, before.start(), m.end):
        return None
    return before.start()


def _of_them(view: str, women: Mention, m: Mention) -> bool:
    return _OF_THEM.fullmatch(view, women.end, m.start) is not None
