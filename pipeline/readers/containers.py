"""What JSON and XML records have in common: opened without surprises, and asked without type errors."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from ...errors import ReadError


def is_object(text: str) -> bool:
    """Whether a text opens as a JSON object does."""
    return text[:64].lstrip("\ufeff \t\r\n").startswith("{")


def json_value(text: str) -> Any:
    """The value of a JSON text. Raises ReadError with line and column for broken JSON."""
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as broken:
        several = "; `trialrules batch` reads one value a line" if broken.msg == "Extra data" else ""
        raise ReadError(
            f"broken JSON: {broken.msg} at line {broken.lineno}, column {broken.colno}{several}"
        ) from broken
    except ValueError as broken:
        raise ReadError("broken JSON: a number of thousands of digits") from broken
    except RecursionError as broken:
        raise ReadError("broken JSON: nested too deeply") from broken


def part(record: Any, *names: str) -> dict[str, Any]:
    """The object at the end of a way of names; empty where there is none.

    >>> part({"a": {"b": {"c": 1}}}, "a", "b"), part({"a": []}, "a", "b")
    ({'c': 1}, {})
    """
    for name in names:
        record = record.get(name) if isinstance(record, dict) else None
    return record if isinstance(record, dict) else {}


def parts(record: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The objects of a list."""
    value = record.get(name)
    if isinstance(value, list):
        yield from (x for x in value if isinstance(x, dict))


def words(record: dict[str, Any], name: str) -> str | None:
    """A text that says something, or None."""
    value = record.get(name)
    return value if isinstance(value, str) and value.strip() else None


def xml_root(text: str) -> ElementTree.Element:
    """The root of an XML text; nothing outside of it is ever opened.

    Raises ReadError for broken XML, with its line, and for declared entities.
    """
    if "<!ENTITY" in text:
        raise ReadError("XML that declares its own entities is refused")
    try:
        return ElementTree.fromstring(text.lstrip("\ufeff \t\r\n"))
    except ElementTree.ParseError as broken:
        line, column = broken.position
        raise ReadError(f"broken XML: {broken.msg.split(':')[0]} at line {line}, column {column + 1}") from broken
