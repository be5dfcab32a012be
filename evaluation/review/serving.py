"""The review's server: on this machine alone, until it is interrupted."""

import secrets
import socket
import webbrowser
from collections.abc import Callable

from ...errors import ReadError
from .session import Review


def serve(review: Review, port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serves the page on 127.0.0.1 and tells its address; port 0 is a free one. Raises ReadError for a port in use."""
    import uvicorn

    from .app import make_app

    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError as taken:
        raise ReadError(f"port {port}: {taken.strerror}; choose another one with --port") from taken
    listening.listen()
    port, key = listening.getsockname()[1], secrets.token_urlsafe(16)
    hosts = frozenset((f"127.0.0.1:{port}", f"localhost:{port}"))
    address = f"http://127.0.0.1:{port}/#{key}"
    say(address)
    if browser:
        webbrowser.open(address)
    config = uvicorn.Config(make_app(review, key, hosts), log_level="error", access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listening])
