"""The WHO's search portal (ICTRP): its XML export, one `Trial` a row."""

from ...errors import ReadError
from .base import Trial
from .containers import xml_root
from .ictrp import trial_of

_ROOT = "Trials_downloaded_from_ICTRP"


def recognises(text: str) -> bool:
    """XML with the export's own root."""
    start = text[:4096].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and f"<{_ROOT}" in start


def read(text: str) -> Trial:
    """Read one row. Raises ReadError for broken XML, for none or several, and for one without English criteria."""
    rows = xml_root(text).findall("Trial")
    if len(rows) != 1:
        raise ReadError(f"{len(rows)} trials in one file, where one is read")
    return trial_of({field.tag: field.text for field in rows[0]})
