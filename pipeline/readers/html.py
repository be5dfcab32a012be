"""A saved web page: its visible text in order, one line for each block."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser

from ...errors import ReadError
from . import plain
from .base import Trial
from .columns import Columns

_KNOWN = re.compile(
    r"<(?:!doctype html|html|head|body|div|section|article|main|table|p|ul|ol|li|br|h[1-6]|span)\b", re.IGNORECASE
)
_HIDDEN = frozenset({"script", "style", "noscript", "template", "head", "svg", "select", "iframe"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "source", "track"})
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
        address article aside blockquote body br caption dd details div dl dt fieldset figcaption
        figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary
        table tbody td tfoot th thead title tr ul
        """,
    )
)
_ASIDES = frozenset({"nav", "aside", "footer"})
_HEADING = re.compile(r"h[1-6]")
_NO_CHARACTER = re.compile(r"&#(?=[0-9]{100})")
_SPACE = re.compile(r"[ \t\r\n\f]+")


def recognises(text: str) -> bool:
    """Text whose first sign opens a tag or comment, with a known HTML tag near the start."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and bool(_KNOWN.search(start))


def read(text: str) -> Trial:
    """Read a page. Raises ReadError where nothing on it is visible."""
    page = _Page()
    page.feed(_readable(text.lstrip("\ufeff")))
    page.close()
    visible = page.text()
    if not visible.strip():
        raise ReadError("HTML without visible text")
    trial = plain.read(visible)
    title = trial.title or "".join(page.title).strip() or None
    asides, headings, columns = tuple(page.asides), tuple(page.headings), tuple(page.columns.found)
    return replace(trial, title=title, asides=asides, headings=headings, columns=columns)


def _readable(text: str) -> str:
    """The page without what Python's parser reads in quadratic time or not at all.

    A "<" that no ">" can close is a sign, and so is the "&#" of a number without end.
    """
    text = _NO_CHARACTER.sub("&amp;#", text)
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", "&lt;")


class _Page(HTMLParser):
    """Collects visible text; list items are indented by the depth of their list.

    Of asides and headings it keeps the spans; one that is never closed counts for nothing. The end of a comment or a
    marked section that is missing once is missing for all that follow, and is not looked for again.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self._endless: set[str] = set()
        self.asides: list[tuple[int, int]] = []
        self.headings: list[tuple[int, int, int]] = []
        self.columns = Columns()
        self._opened: dict[str, list[int]] = {}
        self._at = 0
        self._out: list[str] = []
        self._hidden: list[str] = []
        self._lists = 0
        self._in_title = False
        self._at_start = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        if tag == "body":
            self._hidden.clear()  # a head that was never closed
        if tag in _HIDDEN and not self._hidden:
            self._hidden.append(tag)
        elif self._hidden:
            if tag == self._hidden[0]:
                self._hidden.append(tag)
        else:
            self._lists += tag in ("ul", "ol")
            self._block(tag)
            self.columns.opens(tag, self._at)
            if tag in _ASIDES or _HEADING.fullmatch(tag):
                self._opened.setdefault(tag, []).append(self._at)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._block(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        if self._hidden:
            if tag == self._hidden[-1]:
                self._hidden.pop()
            return
        if tag in ("ul", "ol"):
            self._lists = max(0, self._lists - 1)
        if tag not in _VOID:
            self._block(tag)
        self.columns.closes(tag, self._at)
        if not (opened := self._opened.get(tag)) or (start := opened.pop()) == self._at:
            return
        if tag in _ASIDES:
            self.asides.append((start, self._at))
        else:
            self.headings.append((start, self._at, int(tag[1])))

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        if self._hidden:
            return
        words = _SPACE.sub(" ", data)
        if self._at_start:
            words = words.lstrip(" ")
            if words:
                self._write("  " * min(self._lists, 20))
        if words:
            self._write(words)
            self._at_start = False

    def parse_comment(self, i: int, report: bool = True) -> int:
        return self._ended("comment", partial(super().parse_comment, i, report), i)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        return self._ended("section", partial(super().parse_marked_section, i, report), i)

    def _ended(self, what: str, parse: Callable[[], int], i: int) -> int:
        """Where a comment or section ends; one without end, or of a kind that nobody knows, at its first ">"."""
        try:
            end = -1 if what in self._endless else parse()
        except AssertionError:
            return self.parse_bogus_comment(i)
        if end < 0:
            self._endless.add(what)
            end = self.parse_bogus_comment(i)
        return end

    def _block(self, tag: str) -> None:
        if tag in _BLOCKS and not self._hidden and not self._at_start:
            self._write("\n")
            self._at_start = True

    def _write(self, words: str) -> None:
        self._out.append(words)
        self._at += len(words)

    def text(self) -> str:
        return "".join(self._out)
