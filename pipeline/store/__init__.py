"""Trials as they came and as they were read, kept in one DuckDB file: every version of a record with its RuleSet."""

from .store import Store
from .versions import Reading, Version

__all__ = ["Reading", "Store", "Version"]
