"""The API of ClinicalTrials.gov, version 2, over HTTP: pages of records, with patience.

Parameters and answers are those of the API's OpenAPI description (clinicaltrials.gov/data-api/api, operations
listStudies and version). An answer with ``nextPageToken`` is followed by the one that its value gives as ``pageToken``,
with the same parameters; the last has none, and a page may be empty. ``dataTimestamp`` says of when the data are.

The description names no rate limit, and answers announce none. Users tell of refusals (HTTP 429) from about 50 requests
a minute and address, and clinicaltrials.gov/robots.txt asks for a second between two: ``PER_MINUTE`` keeps to both.

The requests package is here for what it takes from its surroundings: a site's proxy and its own certificates. Trying
again is ours, in one place for all that may go wrong, for urllib3's ``Retry`` sees no answer that ends too early.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from ...errors import TrialRulesError
from .search import FIELDS, PAGE, Search

if TYPE_CHECKING:
    from requests import Response

API = "https://clinicaltrials.gov/api/v2"
PER_MINUTE = 50
TIMEOUT = 60.0
"""Seconds that the whole of an answer may take, and the longest silence before and in it."""
WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""Seconds before each new attempt, unless the registry asks for more (``Retry-After``)."""
PATIENCE = 600.0
"""Seconds; a registry that asks for a longer wait is asked again when the user says so."""
MAX_BYTES = 500_000_000
_TEMPORARY = {408, 425, 429, 500, 502, 503, 504}
_CHUNK = 1 << 16


class Refused(TrialRulesError):
    """The API understood a request and will not answer it."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records as the registry sent them, the token of the next page, and, on the first page, how many there are."""

    records: list[Any]
    next: str | None
    total: int | None


class _Passing(Exception):
    """What may be otherwise next time; ``wait``: the seconds that the registry asks for."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


class Client:
    """Asks the API at an address, at most ``per_minute`` times a minute; ``tell`` hears of what must be tried again.

    Raises :class:`trialrules.TrialRulesError` without requests, and, from its methods, where the API refuses a request
    (:class:`Refused`) or does not answer however often it is asked.
    """

    def __init__(
        self, api: str = API, *, per_minute: float = PER_MINUTE, timeout: float = TIMEOUT,
        waits: Sequence[float] = WAITS, tell: Callable[[str], None] = lambda _: None,
    ) -> None:  # fmt: skip
        try:
            import requests
        except ImportError as missing:
            raise TrialRulesError("asking a registry needs requests: pip install 'trialrules[sync]'") from missing

        program = f"trialrules/{version('trialrules')}"
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"{program} {requests.utils.default_user_agent()}"
        self._api = api.rstrip("/")
        self._pause = 60 / per_minute
        self._timeout = timeout
        self._waits = waits
        self._tell = tell
        self._next_at = 0.0

    def stamp(self) -> str:
        """Of when the registry's data are, in its own words; while this stays, so do the data and their pages."""
        return str(self._get("version", {}).get("dataTimestamp"))

    def page(self, search: Search, token: str | None = None) -> Page:
        """A page of what a search finds: the first, or that of a token."""
        wanted = search.parameters | {"fields": "|".join(FIELDS), "pageSize": str(PAGE), "format": "json"}
        wanted |= {"countTotal": "true"} if token is None else {"pageToken": token}
        answer = self._get("studies", wanted)
        records, after, total = (answer.get(name) for name in ("studies", "nextPageToken", "totalCount"))
        if not isinstance(records, list) or not isinstance(after, str | None) or not isinstance(total, int | None):
            raise TrialRulesError(f"{self._api}: no answer of the API of ClinicalTrials.gov, version 2")
        return Page(records, after, total)

    def records(self, search: Search) -> list[Any]:
        """All that a search finds; for searches that find few."""
        page = self.page(search)
        records = page.records
        while page.next is not None:
            page = self.page(search, page.next)
            records = records + page.records
        return records

    def _get(self, path: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        for wait in self._waits:
            try:
                return self._once(path, parameters)
            except _Passing as failed:
                pause = max(wait, failed.wait)
                if pause > PATIENCE:
                    raise TrialRulesError(f"{self._api}: {failed}; it asks to wait for {pause:.0f} s") from failed
                self._tell(f"{self._api}: {failed}; trying again in {pause:g} s")
                time.sleep(pause)
        try:
            return self._once(path, parameters)
        except _Passing as failed:
            raise TrialRulesError(f"{self._api}: {failed}, however often it was asked") from failed

    def _once(self, path: str, parameters: Mapping[str, str]) -> dict[str, Any]:
        import requests
        from urllib3.exceptions import HTTPError

        self._keep_pace()
        started = time.monotonic()
        try:
            with self._session.get(
                f"{self._api}/{path}", params=parameters, timeout=self._timeout, stream=True
            ) as response:
                body = self._body(response, started + self._timeout)
        except (requests.RequestException, HTTPError) as failed:
            if isinstance(failed, ValueError):  # an address that is none
                raise TrialRulesError(str(failed)) from failed
            raise _Passing(_named(failed)) from failed
        if response.status_code in _TEMPORARY:
            raise _Passing(f"HTTP {response.status_code}", _asked_to_wait(response))
        if response.status_code != requests.codes.ok:
            words = " ".join(body[:300].decode("utf-8", "replace").split())
            raise Refused(f"{self._api}: HTTP {response.status_code}: {words}")
        return _object(body)

    def _keep_pace(self) -> None:
        time.sleep(max(0.0, self._next_at - time.monotonic()))
        self._next_at = time.monotonic() + self._pause

    def _body(self, response: Response, deadline: float) -> bytes:
        """What the registry sends, as it comes: only so can a deadline be kept."""
        body = bytearray()
        while chunk := response.raw.read1(_CHUNK, decode_content=True):
            body += chunk
            if len(body) > MAX_BYTES:
                raise TrialRulesError(f"{self._api}: an answer of more than {MAX_BYTES // 1_000_000} MB")
            if time.monotonic() > deadline:
                raise _Passing(f"no whole answer within {self._timeout:g} s")
        return bytes(body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise _Passing("an answer that is no whole JSON") from broken
    if not isinstance(answer, dict):
        raise _Passing("an answer that is no JSON object")
    return answer


def _named(failed: Exception) -> str:
    """A failure of the connection in few words; its own hold addresses of objects."""
    from requests import exceptions
    from urllib3.exceptions import ProtocolError, TimeoutError

    if isinstance(failed, exceptions.Timeout | TimeoutError):
        return "no answer in time"
    if isinstance(failed, ProtocolError):
        return "an answer that was cut off"
    if isinstance(failed, exceptions.SSLError):
        return f"no secure connection ({str(failed)[:200]})"
    return f"no connection ({type(failed).__name__})"


def _asked_to_wait(response: Response) -> float:
    """The seconds of ``Retry-After``, which may be a number or a date; 0 where it says nothing."""
    from urllib3 import Retry
    from urllib3.exceptions import InvalidHeader

    words = response.headers.get("Retry-After")
    try:
        return Retry().parse_retry_after(words) if words else 0
    except InvalidHeader:
        return 0
