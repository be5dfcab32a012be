"""What every leaf needs: the day and the vocabulary that a cohort is for, and the concept sets of its trial."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ....models import Concept, Window
from ...screening.timing import BEFORE_EVERYTHING, Days, days_of
from ..base import Unsayable
from .elements import Element
from .vocabulary import OmopConcept, Vocabulary

Rows = frozenset[OmopConcept]


class Target(NamedTuple):
    """Whom a cohort is for: the index day, the days of other anchors, and the vocabulary of the CDM."""

    on: date
    anchors: Mapping[str, date]
    vocabulary: Vocabulary

    def days(self, span: Window | None) -> Days:
        """The days of a window; without one, everything up to the index day."""
        return Days(BEFORE_EVERYTHING, self.on) if span is None else days_of(span, self.on, self.anchors)


class ConceptSets:
    """The concept sets of one trial for a target, equal ones once."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self._sets: dict[tuple[Rows, Rows], Element] = {}

    def found(self, concept: Concept, domains: tuple[str, ...]) -> Rows:
        """The standard concepts of a rule's concept. Raises :class:`Unsayable` where there are none."""
        found = self.target.vocabulary.concepts(concept, domains)
        if not found:
            raise Unsayable(f"no standard concept for {concept.name} in the vocabulary")
        return found

    def id(self, name: str, rows: Rows, spared: Rows = frozenset()) -> int:
        """The id of the set of some concepts without others, each with all below it."""
        if (rows, spared) not in self._sets:
            items = [_item(row, excluded) for excluded, part in ((False, rows), (True, spared)) for row in sorted(part)]
            self._sets[rows, spared] = {"id": len(self._sets), "name": name, "expression": {"items": items}}
        return int(self._sets[rows, spared]["id"])

    def elements(self) -> Iterable[Element]:
        """In the order of their ids."""
        return self._sets.values()


def _item(row: OmopConcept, excluded: bool) -> Element:
    return {"concept": row.element, "isExcluded": excluded, "includeDescendants": True, "includeMapped": False}
