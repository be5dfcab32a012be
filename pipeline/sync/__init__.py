"""Trials of registries into a store: what is new or changed is read, the rest is left as it is."""

from .client import API, PER_MINUTE, TIMEOUT, Client
from .records import Result
from .search import Search
from .sync import ask, follow, reread, take_file

__all__ = [
    "API", "PER_MINUTE", "TIMEOUT", "Client", "Result", "Search", "ask", "follow", "reread", "take_file",
]  # fmt: skip
