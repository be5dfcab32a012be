"""The server: its socket, its signals, and its end."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from math import ceil

import click
import uvicorn

from .app import app
from .limits import Limits
from .pool import Pool
from .protocol import Protocol

GRACE_SECONDS = 0.3
"""How long connections that are open when the server stops may still send a request."""
_STOPS = (signal.SIGTERM, signal.SIGINT)
BACKLOG = 2048
"""So many connections may wait until the server takes them."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(host: str, port: int, workers: int, limits: Limits, *, token: str | None, log_text: bool) -> None:
    """Serves until SIGTERM or SIGINT; then what has been accepted is answered, and SystemExit(0) raised.

    Port 0 is a free one; standard error says which. Raises OSError where the address cannot be had, and
    TrialRulesError where the workers do not start.
    """
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("trialrules.service").setLevel(logging.INFO)
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        try:
            asyncio.run(_serve(listening, workers, limits, token, log_text))
        except asyncio.CancelledError:
            sys.exit(0)


async def _serve(listening: socket.socket, workers: int, limits: Limits, token: str | None, log_text: bool) -> None:
    _until_up()
    async with Pool(workers, limits, log_text=log_text) as pool:
        _once_up()
        server: _Server
        made = app(pool, limits, token=token, stopping=lambda: server.should_exit)
        server = _Server(
            uvicorn.Config(
                made, http=Protocol, ws="none", lifespan="off", access_log=False, log_config=None, server_header=False,
                backlog=BACKLOG, proxy_headers=False,
                timeout_graceful_shutdown=ceil(3 * limits.seconds) + 1,  # sent, waited for and worked on
            )
        )  # fmt: skip
        host, port = listening.getsockname()[:2]
        where = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        listening.listen(BACKLOG)
        click.echo(f"trialrules: listening on {where}, workers: {workers}", err=True)
        await server.serve(sockets=[listening])


def _until_up() -> None:
    """A stop while the workers start cancels that: an exception in the middle of a start would leave it half done."""
    task = asyncio.current_task()
    assert task is not None
    for number in _STOPS:
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def _once_up() -> None:
    """uvicorn has handlers of its own while it serves; what it was told then ends the program."""
    for number in _STOPS:
        asyncio.get_running_loop().remove_signal_handler(number)
        signal.signal(number, lambda *_: sys.exit(0))


class _Server(uvicorn.Server):
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Refuses new connections, and gives those that there are a moment before they are closed.

        A request that is on its way over one of them would be lost otherwise.
        """
        accepted = [connection for listening in sockets or [] for connection in _waiting(listening)]
        for server in self.servers:
            server.close()
        for connection in accepted:
            await asyncio.get_running_loop().connect_accepted_socket(self._protocol, connection)
        await asyncio.sleep(GRACE_SECONDS)
        await super().shutdown(sockets)

    def _protocol(self) -> Protocol:
        return Protocol(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)


def _waiting(listening: socket.socket) -> Iterator[socket.socket]:
    """The connections that the system has accepted and nobody has taken; closing the socket would reset them."""
    while True:
        try:
            connection, _ = listening.accept()
        except BlockingIOError:
            return
        connection.setblocking(False)
        yield connection
