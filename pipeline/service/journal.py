"""What surrounds every request: a line in the log, and an answer whatever happens."""

import logging
import time
import traceback
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import Problem

_log = logging.getLogger("trialrules.service")


class Journal:
    """ASGI middleware: logs method, path, status and time, never what was sent.

    A path that does not exist may hold anything, and is not logged. While the server is ``stopping``, answers ask for
    their connection to be closed; so do those to a body that was not read to its end.
    """

    def __init__(self, app: ASGIApp, *, stopping: Callable[[], bool]) -> None:
        self._app, self._stopping = app, stopping

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                if self._stopping() or status in (408, 413):
                    headers["Connection"] = "close"
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:
            pass
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            _log.error("internal error: %s at %s:%s", type(error).__name__, last.filename, last.lineno)
            problem = Problem("internal_error", "an error of this program: please report it")
            if not status:
                await Response(problem.body(), problem.status, media_type="application/json")(scope, receive, noted)
        milliseconds = 1000 * (time.perf_counter() - began)
        path = getattr(scope.get("route"), "path", "(no such path)")
        _log.info("%s %s %s %.0f ms", scope["method"], path, status or "client went away", milliseconds)
