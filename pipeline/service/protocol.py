"""HTTP itself: uvicorn's fast parser, with the limit on headers that only its slow one has."""

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 65_536
"""Bytes that may arrive before the headers of a request are complete; further ones close the connection."""


class Protocol(HttpToolsProtocol):
    """One connection."""

    _head: int | None = None
    """How many bytes of headers have arrived; None where none are awaited."""

    def on_message_begin(self) -> None:
        self._head = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = None
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head is not None and not self.transport.is_closing():
            self._head += len(data)
            if self._head > MAX_HEAD:
                self.send_400_response("The headers are too long.")
