"""How the server and its workers speak over pipes: a line of a word and a number, then so many bytes."""

from asyncio import StreamReader
from typing import BinaryIO


def framed(word: str, body: bytes) -> bytes:
    """A message.

    >>> framed("extract", b"{}")
    b'extract 2\\n{}'
    """
    return f"{word} {len(body)}\n".encode() + body


def read(stream: BinaryIO) -> tuple[str, bytes] | None:
    """The next message; None where there is no more."""
    line = stream.readline()
    if not line:
        return None
    word, size = line.split()
    return word.decode(), stream.read(int(size))


async def received(stream: StreamReader) -> tuple[str, bytes]:
    """As :func:`read`. Raises ``asyncio.IncompleteReadError`` where the other side has gone."""
    word, size = (await stream.readuntil()).split()
    return word.decode(), await stream.readexactly(int(size))
