"""The WHO's search portal (ICTRP): rows as JSON, one object or one a line."""

import json

from ...errors import ReadError
from .base import Trial
from .containers import is_object, json_value
from .ictrp import trial_of


def recognises(text: str) -> bool:
    """JSON with the names that only ICTRP has."""
    return (
        is_object(text) and '"TrialID"' in text and ('"Inclusion_Criteria"' in text or '"Inclusion Criteria"' in text)
    )


def read(text: str) -> Trial:
    """Read one row. Raises ReadError for broken JSON, for several rows, and for one without English criteria."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if len(lines) > 1 and all(map(_is_row, lines[:2])):
        raise ReadError(f"{len(lines)} rows in one file, where one is read (`trialrules batch` reads all)")
    row = json_value(text)
    return trial_of(row if isinstance(row, dict) else {})


def _is_row(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
