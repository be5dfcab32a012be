"""The body of a request, as long as it is not too long."""

import asyncio
from types import TracebackType

from starlette.requests import Request

from .limits import Limits
from .problems import Problem


async def whole_body(request: Request, limits: Limits) -> bytes:
    """The body; not read to its end where it is longer than the limit, whether or not it says so beforehand.

    Raises Problem for one that is no JSON by its header, too long or too slow.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Problem("no_json_type", "the body must be JSON, with the header Content-Type: application/json")
    if int(request.headers.get("content-length", 0)) > limits.body:
        raise _too_large(limits)
    parts, size = [], 0
    try:
        async with asyncio.timeout(limits.seconds):
            async for part in request.stream():
                parts.append(part)
                size += len(part)
                if size > limits.body:
                    raise _too_large(limits)
    except TimeoutError as late:
        raise Problem("body_too_slow", f"the body did not arrive within {limits.seconds:g} seconds") from late
    return b"".join(parts)


def _too_large(limits: Limits) -> Problem:
    return Problem("body_too_large", f"the body is longer than {limits.body:,} bytes")


class Room:
    """A context that so many requests may be in at once. Entering raises Problem where it is full."""

    def __init__(self, size: int) -> None:
        self._left = size

    def __enter__(self) -> None:
        if not self._left:
            raise Problem("busy", "too many requests wait already")
        self._left -= 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left += 1
