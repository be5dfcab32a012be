"""Patients' records: FHIR Bundles and this program's own JSON. Which one it is, is seen from its content."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ....errors import ReadError
from ....models.patient import Patient
from .fhir import patient_of


def read_patients(path: str | os.PathLike[str]) -> Iterator[Patient]:
    """The patients of a file: one JSON value, or one a line; each a FHIR Bundle or a :class:`Patient` as JSON.

    Raises :class:`trialrules.ReadError` that names the file, and the line where there are several.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as failed:
        raise ReadError(f"{file}: {failed.strerror or failed}") from failed
    except UnicodeDecodeError as failed:
        raise ReadError(f"{file}: not UTF-8") from failed
    for where, value in _values(file, text):
        try:
            yield _patient(value)
        except ValidationError as wrong:
            first = wrong.errors()[0]
            raise ReadError(f"{where}: no patient: {'.'.join(map(str, first['loc']))}: {first['msg']}") from wrong
        except ReadError as wrong:
            raise ReadError(f"{where}: {wrong}") from wrong


def _values(file: Path, text: str) -> Iterator[tuple[str, Any]]:
    try:
        yield str(file), json.loads(text)
        return
    except json.JSONDecodeError as whole:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        if len(lines) < 2:
            raise ReadError(f"{file}: no JSON: {whole}") from whole
    for n, line in lines:
        try:
            yield f"{file}, line {n}", json.loads(line)
        except json.JSONDecodeError as wrong:
            raise ReadError(f"{file}, line {n}: no JSON: {wrong}") from wrong


def _patient(value: Any) -> Patient:
    if isinstance(value, dict) and value.get("resourceType") == "Bundle":
        return patient_of(value)
    return Patient.model_validate(value)
