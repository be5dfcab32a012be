"""The HTTP API: which path does what."""

import hmac
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException

from ...models import RuleSet
from ...models.ruleset import SCHEMA_VERSION
from ...models.schema import json_schema
from .bodies import Room, whole_body
from .described import answers, openapi, problems, takes
from .forms import Explained, Health, Screen, Screened, Text, Version
from .journal import Journal
from .limits import Limits
from .pool import Pool
from .problems import Problem

ABOUT = "Eligibility criteria of clinical trials as structured, executable rules. No text is kept."
OPEN_A_WORKER = 32
"""So many requests may be at work or wait, for each worker; further ones are turned away at once."""
_HEADERS = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}}
_CODES = {404: "not_found", 405: "method_not_allowed"}


def app(pool: Pool, limits: Limits, *, token: str | None, stopping: Callable[[], bool]) -> FastAPI:
    """The application over workers that are up; with a ``token``, who does not know it gets `/health` alone.

    ``stopping``: whether connections are to close, because the server ends.
    """
    made = FastAPI(
        title="trialrules", version=version("trialrules"), description=ABOUT, openapi_url=None, redirect_slashes=False
    )
    made.add_api_route(
        "/health", _health(pool), summary="Whether a worker is up; needs no token", responses=problems("busy")
    )
    for router in (_jobs(pool, limits), _facts(lambda: openapi(made))):
        made.include_router(router, **_for_who_knows(token))
    made.add_exception_handler(Problem, _told)
    made.add_exception_handler(HTTPException, _told)
    made.add_middleware(Journal, stopping=stopping)
    return made


def _health(pool: Pool) -> Callable[[], Awaitable[Health]]:
    async def health() -> Health:
        if not pool.up:
            raise Problem("busy", "no worker is up; one starts")
        return Health(workers=pool.up)

    return health


def _jobs(pool: Pool, limits: Limits) -> APIRouter:
    """The paths that workers answer: the body goes to them as it came."""
    router = APIRouter()
    room = Room(pool.size * OPEN_A_WORKER)

    def add(job: str, form: type[Text] | type[Screen], given: Any, summary: str) -> None:
        async def endpoint(request: Request) -> Response:
            with room:
                status, answer = await pool.run(job, await whole_body(request, limits))
            return Response(answer, status, media_type="application/json")

        router.add_api_route(
            f"/{job}", endpoint, methods=["POST"], summary=summary, operation_id=job,
            responses=answers(job, given), openapi_extra=takes(form),
        )  # fmt: skip

    add("extract", Text, RuleSet, "The rules of an eligibility text")
    add("explain", Text, Explained, "The same, with the words that were read and the patterns that read them")
    add("screen", Screen, Screened, "Which patients may enter which trials, and why")
    return router


def _facts(described: Callable[[], dict[str, Any]]) -> APIRouter:
    router = APIRouter()

    @router.get("/schema", summary="The JSON Schema of a RuleSet")
    async def schema() -> dict[str, Any]:
        return json_schema()

    @router.get("/version", summary="The version of the program, and of the contract that its RuleSets keep")
    async def versions() -> Version:
        return Version(version=version("trialrules"), schema_version=SCHEMA_VERSION)

    @router.get("/openapi.json", include_in_schema=False)
    async def openapi_json() -> dict[str, Any]:
        return described()

    return router


def _for_who_knows(token: str | None) -> dict[str, Any]:
    """What a router needs so that it answers those alone who send the token."""
    if token is None:
        return {}

    bearer = Depends(HTTPBearer(auto_error=False))

    async def check(sent: Annotated[HTTPAuthorizationCredentials | None, bearer]) -> None:
        if sent is None or not hmac.compare_digest(sent.credentials.encode(), token.encode()):
            raise Problem("no_token", "this needs the header Authorization: Bearer TOKEN, with the right token")

    return {"dependencies": [Depends(check)], "responses": problems("no_token")}


async def _told(_: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        problem, headers = Problem(_CODES[error.status_code], error.detail), error.headers
    else:
        assert isinstance(error, Problem)
        problem, headers = error, _HEADERS.get(error.status)
    return Response(problem.body(), problem.status, headers, "application/json")
