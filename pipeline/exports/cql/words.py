"""How names, texts, numbers and truth are written in CQL."""

from typing import NamedTuple

from ....models import PlainRange


class Definition(NamedTuple):
    """One ``define`` of a library."""

    name: str
    expression: str

    def __str__(self) -> str:
        return f"define {identifier(self.name)}:\n  {self.expression}\n"


def identifier(words: str) -> str:
    """A quoted name. Signs that would need an escape are replaced, for not every parser knows escapes in names."""
    return '"' + " ".join(words.split()).replace("\\", "/").replace('"', "'") + '"'


def text(words: str) -> str:
    """A String."""
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'"


def texts(words: tuple[str, ...]) -> str:
    """A List of Strings."""
    return "{" + ", ".join(map(text, words)) + "}"


def number(value: float) -> str:
    """A Decimal, which has eight places after the point in CQL.

    >>> number(100), number(132.6), number(1e-5)
    ('100.0', '132.6', '0.00001')
    """
    written = f"{value:.8f}".rstrip("0")
    return written + "0" if written.endswith(".") else written


def comment(words: str) -> str:
    """One line that says something to people."""
    return "// " + " ".join(words.split())


def within(value: str, range: PlainRange) -> str:
    """Whether a Decimal lies in a range."""
    ends = ((range.lower, ">"), (range.upper, "<"))
    parts = [f"{value} {sign}{'=' if end.inclusive else ''} {number(end.value)}" for end, sign in ends if end]
    return " and ".join(parts)


def one_of(element: str, words: tuple[str, ...]) -> str:
    """Whether an element has one of some values; false where it is missing."""
    return f"({element} is not null and {element} in {texts(words)})"


def told(truth: str, speaks: str | None = None) -> str:
    """A truth value as a word, for a List of null would seem empty; "silent" is what denies where it ``speaks`` not."""
    no = "'no'" if speaks is None else f"(if {speaks} then 'no' else 'silent')"
    return f"(case ({truth})\n      when true then 'yes' when false then {no} else 'unknown' end)"
