"""The review over HTTP, for the page in the same machine's browser and for nobody else."""

import secrets
from collections.abc import Awaitable, Callable
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, Literal

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ...models import Criterion, NotationError
from ...models.notation import as_written
from .drafts import OPERATORS, Draft, Tree, leaf_of, parts_of
from .journal import Action
from .session import Refused, Review, TrialReview
from .suggest import from_notation, leaf_from, time_from
from .view import facet, overview, page, row, unphrased

STATIC = Path(str(resources.files(__package__) / "static"))
MAX_BODY = 2_000_000
"""Bytes of a request; the largest rules stay far below."""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
}  # fmt: skip


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Decided(_Body):
    """A decision; without a tree, an accepted rule is the one that is shown."""

    action: Action
    tree: dict[str, Any] | None = None
    window: dict[str, Any] | None = None
    note: str | None = Field(default=None, max_length=5_000)


class Marked(_Body):
    """Words that were marked, and what they shall become."""

    start: int
    end: int
    kind: Literal["threshold", "exposure", "condition", "attribute", "other", "window", "duration"]


class Typed(_Body):
    """A rule in the one-line notation, for the rule as it is in the form now."""

    notation: str = Field(max_length=20_000)
    tree: dict[str, Any] | None = None


def make_app(review: Review, key: str, hosts: frozenset[str]) -> FastAPI:
    """The application. A request must name one of ``hosts``, and one for data must carry ``key`` in a header."""
    app = FastAPI(title="trialrules review", docs_url=None, redoc_url=None, openapi_url=None)
    lock = Lock()

    @app.middleware("http")
    async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        wrong = _refusal(request, key, hosts)
        response = JSONResponse({"problem": wrong}, 403) if wrong else await answer(request)
        response.headers.update(HEADERS)
        return response

    @app.exception_handler(OSError)
    async def unwritten(_: Request, failed: OSError) -> Response:
        problem = f"It could not be written: {failed.strerror or failed}"
        return JSONResponse({"problem": problem}, 507)

    def found(trial: str, id: str) -> tuple[TrialReview, Criterion]:
        reviewed = review.trials.get(trial)
        if reviewed is None or id not in reviewed.criteria:
            raise HTTPException(404, "there is no such criterion")
        return reviewed, reviewed.criteria[id]

    @app.get("/")
    def index() -> FileResponse:
        return FileResponse(STATIC / "index.html")

    @app.get("/api/review")
    def whole() -> dict[str, Any]:
        with lock:
            trials = [overview(trial) for trial in review.trials.values()]
        return {"reviewer": review.reviewer, "folder": str(review.folder), "trials": trials}

    @app.get("/api/names")
    def names() -> dict[str, Any]:
        from ...patterns.measures import measures

        return {"measures": {m.name: [m.unit, *m.units] for m in measures().values()}}

    @app.get("/api/trials/{trial}")
    def one(trial: str) -> dict[str, Any]:
        with lock:
            if trial not in review.trials:
                raise HTTPException(404, "there is no such trial")
            return page(review.trials[trial])

    @app.get("/api/trials/{trial}/gold")
    def gold(trial: str) -> Response:
        path = review.folder / f"{trial}.gold.json"
        if trial not in review.trials or not path.exists():
            raise HTTPException(404, "nothing of this trial is decided yet")
        return FileResponse(path, media_type="application/json")

    @app.post("/api/trials/{trial}/{id}")
    def decide(trial: str, id: str, body: Decided) -> Response:
        with lock:
            reviewed, c = found(trial, id)
            try:
                draft = None if body.tree is None else Draft(_sound(body.tree), _sound_window(body.window))
                review.decide(trial, id, body.action, draft, body.note)
            except (Refused, ValueError) as refused:
                return JSONResponse({"problem": _reason(refused)}, 422)
            rows = [row(reviewed, x) for x in reviewed.family(id)]
        return JSONResponse({"rows": rows, "facets": [facet(reviewed, x) for x in reviewed.family(c.id)]})

    @app.post("/api/trials/{trial}/{id}/mark")
    def mark(trial: str, id: str, body: Marked) -> Response:
        reviewed, c = found(trial, id)
        text = reviewed.ruleset.text
        if not c.span.start <= body.start < body.end <= c.span.end or not text[body.start : body.end].strip():
            return JSONResponse({"problem": "Mark words of this criterion."}, 422)
        with lock:
            if body.kind in ("window", "duration"):
                return JSONResponse({"time": time_from(text, body.start, body.end, body.kind)})
            return JSONResponse({"leaf": leaf_from(text, body.start, body.end, body.kind)})

    @app.post("/api/trials/{trial}/{id}/parse")
    def parsed(trial: str, id: str, body: Typed) -> Response:
        reviewed, c = found(trial, id)
        try:
            draft = Draft(None if body.tree is None else _sound(body.tree))
            return JSONResponse({"tree": from_notation(body.notation, c, draft, reviewed.ruleset.text)})
        except (NotationError, ValueError) as wrong:
            return JSONResponse({"problem": _reason(wrong)}, 422)

    @app.post("/api/notation")
    def notation(tree: Annotated[dict[str, Any], Field()]) -> Response:
        try:
            return JSONResponse({"notation": _notation(_sound(tree))})
        except ValueError as wrong:
            return JSONResponse({"problem": _reason(wrong)}, 422)

    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app


def _refusal(request: Request, key: str, hosts: frozenset[str]) -> str | None:
    """Why a request is not answered: another page, a rebound name, or a stranger may have sent it."""
    headers = request.headers
    if headers.get("host") not in hosts:
        return "wrong host"
    if (origin := headers.get("origin")) is not None and origin.removeprefix("http://") not in hosts:
        return "wrong origin"
    if request.url.path.startswith("/api/") and not secrets.compare_digest(
        headers.get("x-review-key", "").encode(), key.encode()
    ):
        return "This page belongs to an earlier start of the program. Open the address that it printed last."
    if int(headers.get("content-length") or 0) > MAX_BODY or "transfer-encoding" in headers:
        return "the request is too long"
    return None


def _sound(tree: Tree) -> Tree:
    """A tree whose every leaf can be one. Raises ValueError."""
    bare = unphrased(tree)
    assert bare is not None
    _check(bare, 0)
    return bare


def _sound_window(window: Tree | None) -> Tree | None:
    """A window that can be one. Raises ValueError."""
    if window is not None:
        leaf_of({"op": "condition", "condition": {"name": "shared"}, "window": window})
    return window


def _check(tree: Tree, depth: int) -> None:
    op = tree.get("op")
    if depth > 50:
        raise ValueError("the rule is nested too deeply")
    if op in OPERATORS:
        if not parts_of(tree):
            raise ValueError(f"“{op}” needs something that it is about")
        for part in parts_of(tree):
            _check(part, depth + 1)
    elif op != "item":
        leaf_of(tree)


def _notation(tree: Tree) -> str:
    match tree["op"]:
        case "item":
            return str(tree["id"])
        case "not":
            return f"not({_notation(tree['of'])})"
        case "all" | "any" as op:
            return f"{op}({'; '.join(map(_notation, tree['of']))})"
        case "at_least":
            return f"at_least {tree['count']}({'; '.join(map(_notation, tree['of']))})"
    return as_written(leaf_of(tree))


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, ValidationError):
        return "; ".join(e["msg"].removeprefix("Value error, ") for e in wrong.errors())
    return str(wrong)
