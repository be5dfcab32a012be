"""Which cells of a page's tables stand under which: the columns of its headings."""

_Span = tuple[int, int]


class Columns:
    """Follows the tags of tables through a page; ``found`` are the spans of a first row's cell and of one below it.

    >>> columns = Columns()
    >>> for at, tag in enumerate("table tr th th tr td td".split()):
    ...     columns.opens(tag, at)
    >>> columns.closes("table", 9)
    >>> columns.found
    [((2, 3), (5, 6)), ((3, 4), (6, 9))]
    """

    def __init__(self) -> None:
        self.found: list[tuple[_Span, _Span]] = []
        self._tables: list[list[list[_Span]]] = []
        self._start: int | None = None

    def opens(self, tag: str, at: int) -> None:
        """A tag at an offset of the visible text; one that is never closed ends where the next begins."""
        if tag == "table":
            self._start = None  # of the cell around it
            self._tables.append([])
        elif self._tables and tag == "tr":
            self._end_cell(at)
            self._tables[-1].append([])
        elif self._tables and self._tables[-1] and tag in ("td", "th"):
            self._end_cell(at)
            self._start = at

    def closes(self, tag: str, at: int) -> None:
        """The end of a tag."""
        if self._tables and tag in ("td", "th", "tr"):
            self._end_cell(at)
        elif self._tables and tag == "table":
            self._end_cell(at)
            first, *others = self._tables.pop() or [[]]
            for row in others:
                if len(row) == len(first) > 1:
                    self.found += zip(first, row, strict=True)

    def _end_cell(self, at: int) -> None:
        if self._start is not None and self._tables[-1]:
            self._tables[-1][-1].append((self._start, at))
        self._start = None
