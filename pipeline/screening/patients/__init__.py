"""Patients' records: FHIR Bundles, this program's own JSON, an OMOP CDM. Which one it is, is seen from its content."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ....errors import ReadError
from ....models.patient import Part, Patient
from .cdm import is_database
from .fhir import patient_of
from .omop import read_omop


def read_patients(path: str | os.PathLike[str], *, complete: Iterable[Part] = ()) -> Iterator[Patient]:
    """The patients of a file or folder, one at a time.

    A file of JSON: one value, or one a line; each a FHIR Bundle or a :class:`Patient`. A DuckDB database, or a folder
    of Parquet or CSV files named by table: an OMOP CDM. ``complete``: parts of which every record holds everything, so
    that what is not there never was (see :class:`Patient`); only our own JSON can say so itself.

    Raises :class:`trialrules.ReadError` that names the file, and the line where there are several.
    """
    place, parts = Path(path), tuple(dict.fromkeys(complete))
    try:
        tables = place.is_dir() or (place.is_file() and is_database(place))
    except OSError as failed:
        raise ReadError(f"{place}: {failed.strerror or failed}") from failed
    if tables:
        yield from read_omop(place, parts)
        return
    for patient in _of_json(place):
        yield patient.model_copy(update={"complete": tuple(dict.fromkeys((*patient.complete, *parts)))})


def _of_json(file: Path) -> Iterator[Patient]:
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
