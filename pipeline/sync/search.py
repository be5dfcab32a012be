"""What is asked of ClinicalTrials.gov."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

FIELDS = ("NCTId", "BriefTitle", "OfficialTitle", "LastUpdatePostDate", "EligibilityModule")
"""All of a record that rules are made from, in the registry's own names; whole records are a hundred times as long."""

PAGE = 1000
"""Records a page: the most that the API gives."""


@dataclass(frozen=True, slots=True)
class Search:
    """Which records: about a ``condition``, found by a ``query`` (the registry's own search), or of these ``ids``.

    ``since`` leaves those that were posted or updated on this day or later. Without any of them: all records.

    >>> Search(condition="multiple sclerosis", since=date(2026, 11, 1)).parameters
    {'query.cond': 'multiple sclerosis', 'filter.advanced': 'AREA[LastUpdatePostDate]RANGE[2026-11-01,MAX]'}
    """

    condition: str | None = None
    query: str | None = None
    ids: tuple[str, ...] = ()
    since: date | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """In the API's own names (its OpenAPI description, clinicaltrials.gov/data-api/api, operation listStudies)."""
        since = self.since and f"AREA[LastUpdatePostDate]RANGE[{self.since.isoformat()},MAX]"
        named = {
            "query.cond": self.condition, "query.term": self.query,
            "filter.ids": "|".join(self.ids), "filter.advanced": since,
        }  # fmt: skip
        return {name: value for name, value in named.items() if value}

    @property
    def key(self) -> str:
        """The search as a store knows it."""
        return json.dumps({"registry": "ClinicalTrials.gov", **self.parameters}, sort_keys=True)
