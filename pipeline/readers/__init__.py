"""From a file's bytes to a trial; the kind of file is recognised by its content."""

import re
from pathlib import Path

from ...errors import ReadError
from . import (
    ctgov_json,
    ctgov_xml,
    ctis,
    euctr_json,
    euctr_record,
    html,
    ictrp_json,
    ictrp_xml,
    isrctn_json,
    isrctn_xml,
    plain,
)
from .base import Reader, Trial, refuse_surrogates

READERS: tuple[Reader, ...] = (
    ctis, euctr_json, isrctn_json, ictrp_json, ctgov_json, isrctn_xml, ictrp_xml, ctgov_xml, html, euctr_record, plain,
)  # fmt: skip
"""Asked in this order; the first that recognises the text reads it."""

_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}encoding=["']([A-Za-z0-9._-]{1,40})["']""")

__all__ = ["READERS", "Reader", "Trial", "decode", "is_record", "read", "read_text"]


def read(source: str | Path | bytes) -> Trial:
    """Read one trial from a path or from a file's bytes.

    Raises ReadError with the reason: no such file, empty, binary, not UTF-8, broken JSON or XML,
    a record without eligibility criteria.
    """
    return read_text(decode(source if isinstance(source, bytes) else _load(Path(source))))


def read_text(text: str) -> Trial:
    """Read one trial from text that is decoded already. Raises ReadError as `read` does."""
    if not text.strip("\ufeff \t\r\n"):
        raise ReadError("empty input")
    refuse_surrogates(text)
    return next(reader.read(text) for reader in READERS if reader.recognises(text))


def is_record(text: str) -> bool:
    """Whether a JSON text is a registry's own record, by the names in it.

    >>> is_record('{"protocolSection": {}}'), is_record('{"id": "T1", "text": "Exclusion: gout"}')
    (True, False)
    """
    own = (ctis, euctr_json, isrctn_json, ictrp_json)
    return '"protocolSection"' in text or any(reader.recognises(text) for reader in own)


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as failed:
        raise ReadError((failed.strerror or str(failed)).lower()) from failed
    except ValueError as failed:  # a NUL or half a surrogate pair in the path
        raise ReadError(f"no path: {failed}") from failed


def decode(data: bytes) -> str:
    """The text of a file's bytes. Raises ReadError for what is binary, or not in the encoding that it states."""
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise ReadError("UTF-32; save it as UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in data:
        raise ReadError(f"binary data (a NUL byte at offset {data.index(0)})")
    else:
        declared = _DECLARED.match(data)
        encoding = declared.group(1).decode("ascii") if declared else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        name = encoding.upper()
        raise ReadError(f"not {name}: byte 0x{data[broken.start]:02x} at offset {broken.start}") from broken
    except (LookupError, UnicodeError) as unknown:  # Python's codecs "undefined" and "idna" raise the latter
        raise ReadError(f"unknown encoding {encoding!r}") from unknown
