"""The WHO's search portal (ICTRP): its XML export, one `Trial` a row."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from ...errors import ReadError
from .base import Trial
from .containers import xml_root
from .ictrp import trial_of

ROOT = "Trials_downloaded_from_ICTRP"


def recognises(text: str) -> bool:
    """XML with the export's own root."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and f"<{ROOT}" in start


def read(text: str) -> Trial:
    """Read one row. Raises ReadError for broken XML, for none or several, and for one without English criteria."""
    rows = xml_root(text).findall("Trial")
    if len(rows) != 1:
        raise ReadError(f"{len(rows)} trials in one file, where one is read (`trialrules batch` reads all)")
    return trial_of({field.tag: field.text for field in rows[0]})


def rows(stream: BinaryIO) -> Iterator[dict[str, str | None]]:
    """The fields of each trial of an export of any length, one after the other.

    Raises ReadError where the XML breaks, behind the trials before it, and for declared entities.
    """
    try:
        parts = ElementTree.iterparse(stream, events=("start", "end"))
        _, root = next(parts)
        for event, element in parts:
            if event == "end" and element.tag == "Trial":
                yield {field.tag: field.text for field in element}
                root.clear()
    except ElementTree.ParseError as broken:
        raise ReadError(f"broken XML: {broken.msg.split(':')[0]} at line {broken.position[0]}") from broken
