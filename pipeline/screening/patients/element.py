"""FHIR's JSON by the types of its fields; a field of another type is refused by its path."""

from typing import Any, NamedTuple

from ....errors import ReadError
from ....models.patient import number


class Element(NamedTuple):
    """An object of FHIR's JSON, and where it stands (``entry 3, Observation.code``); one that is not there is empty.

    Fields that are absent or null are None, or empty. Each method raises :class:`trialrules.ReadError` for a value of
    another type.
    """

    fields: dict[str, Any]
    path: str

    def part(self, name: str) -> "Element":
        return self._element(self.fields.get(name) or {}, f"{self.path}.{name}")

    def parts(self, name: str) -> list["Element"]:
        found = self.fields.get(name)
        path = f"{self.path}.{name}"
        if not isinstance(found, list | None):
            raise ReadError(f"{path}: no list")
        return [self._element(each, f"{path}[{n}]") for n, each in enumerate(found or ()) if each is not None]

    def word(self, *names: str) -> str | None:
        """The first of these fields that is there and not empty."""
        for name in names:
            found = self.fields.get(name)
            if not isinstance(found, str | None):
                raise ReadError(f"{self.path}.{name}: no text: {str(found)[:40]}")
            if found:
                return found
        return None

    def number(self, name: str) -> int | float | None:
        found = self.fields.get(name)
        try:
            return None if found is None else number(found)
        except ValueError as wrong:
            raise ReadError(f"{self.path}.{name}: {wrong}") from wrong

    def flag(self, name: str) -> bool:
        found = self.fields.get(name)
        if not isinstance(found, bool | None):
            raise ReadError(f"{self.path}.{name}: neither true nor false: {str(found)[:40]}")
        return bool(found)

    @staticmethod
    def _element(found: object, path: str) -> "Element":
        if not isinstance(found, dict):
            raise ReadError(f"{path}: no object")
        return Element(found, path)
