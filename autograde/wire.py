"""The protocol between examiner, engine and examinee: version, form and limits of a message.

    channel = Channel(socket, Limits())
    channel.send({"op": "call", "id": 1, …}, [npy_bytes])
    message, buffers = channel.receive()

A message is JSON and byte strings beside it: never pickle, nothing that runs when it is read.
docs/protocol.md says which messages there are.
"""

from __future__ import annotations

import asyncio
import json
import math
import socket
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

VERSION = 1
_HEAD = struct.Struct("!2sHIH")  # magic, version, bytes of JSON, number of buffers
_SIZE = struct.Struct("!Q")
_MAGIC = b"AG"

Message = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """How large one message may be; sizes in bytes."""

    json_bytes: int = 8_000_000
    buffer_bytes: int = 256_000_000  # of all buffers together
    buffers: int = 20_000


class Malformed(Exception):  # noqa: N818 - what it is
    """What came is no message of this protocol, or is larger than allowed."""


class Closed(Exception):  # noqa: N818 - what it is
    """The other side has gone."""


def pack(message: Message, buffers: Sequence[bytes], limits: Limits) -> list[bytes]:
    """Return the parts that make up a message.

    Raises:
        Malformed: it is too large, or holds what JSON can't.
    """
    try:
        text = json.dumps(message, allow_nan=False, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise Malformed(str(error)) from error
    sizes = [len(buffer) for buffer in buffers]
    _measure(len(text), len(sizes), sum(sizes), limits)
    head = _HEAD.pack(_MAGIC, VERSION, len(text), len(sizes))
    return [head + b"".join(map(_SIZE.pack, sizes)) + text, *buffers]


def _measure(text: int, buffers: int, size: int, limits: Limits) -> None:
    for found, most, what in (
        (text, limits.json_bytes, "bytes of JSON"),
        (buffers, limits.buffers, "buffers"),
        (size, limits.buffer_bytes, "bytes of data"),
    ):
        if found > most:
            raise Malformed(f"a message of {found} {what}; at most {most} are allowed")


def _unpack_head(head: bytes) -> tuple[int, int]:
    magic, version, text, buffers = _HEAD.unpack(head)
    if magic != _MAGIC or version != VERSION:
        raise Malformed(f"not a message of version {VERSION} of the protocol")
    return text, buffers


def _read_json(text: bytes) -> Message:
    try:
        message = json.loads(text.decode("ascii"), parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error)) from error
    if not isinstance(message, dict):
        raise Malformed("a message is an object")
    return message


def _no_constant(name: str) -> None:
    raise Malformed(f"{name} is not JSON")


def _finite(digits: str) -> float:
    """Return a number; `1e999` is JSON, but nothing that could be sent on."""
    if math.isinf(number := float(digits)):
        raise Malformed(f"{digits:.20} is too large")
    return number


class Channel:
    """An agent's end, for one message at a time.

    Args:
        connection: a connected stream socket.
        limits: of what may be received.
    """

    def __init__(self, connection: socket.socket, limits: Limits = Limits()) -> None:  # frozen: safe to share
        self.connection = connection
        self.limits = limits

    def send(self, message: Message, buffers: Sequence[bytes]) -> None:
        """Send one message.

        Raises:
            Malformed: it is too large.
            Closed: the other side has gone.
        """
        try:
            for part in pack(message, buffers, self.limits):
                self.connection.sendall(part)
        except OSError as error:
            raise Closed(str(error)) from error

    def receive(self) -> tuple[Message, list[bytes]]:
        """Wait for one message.

        Raises:
            Malformed: it is none, or too large.
            Closed: the other side has gone.
        """
        text, count = _unpack_head(self._read(_HEAD.size))
        _measure(text, count, 0, self.limits)
        sizes = [size for (size,) in _SIZE.iter_unpack(self._read(_SIZE.size * count))]
        _measure(text, count, sum(sizes), self.limits)
        message = _read_json(self._read(text))
        return message, [self._read(size) for size in sizes]

    def _read(self, size: int) -> bytes:
        data = bytearray(size)
        view, done = memoryview(data), 0
        while done < size:
            try:
                got = self.connection.recv_into(view[done:])
            except OSError as error:
                raise Closed(str(error)) from error
            if not got:
                raise Closed("the other side has gone")
            done += got
        return bytes(data)


class Stream:
    """The engine's end, in an event loop.

    Args:
        connection: a connected stream socket; `open` makes it one of this loop.
        limits: of what may be received.
    """

    def __init__(self, connection: socket.socket, limits: Limits = Limits()) -> None:  # frozen: safe to share
        self.limits = limits
        self._connection = connection
        connection.setblocking(False)

    async def send(self, message: Message, buffers: Sequence[bytes]) -> None:
        """Send one message.

        Raises:
            Malformed: it is too large.
            Closed: the other side has gone.
        """
        loop = asyncio.get_running_loop()
        try:
            for part in pack(message, buffers, self.limits):
                await loop.sock_sendall(self._connection, part)
        except OSError as error:
            raise Closed(str(error)) from error

    async def receive(self) -> tuple[Message, list[bytes]]:
        """Wait for one message.

        Raises:
            Malformed: it is none, or too large.
            Closed: the other side has gone.
        """
        text, count = _unpack_head(await self._read(_HEAD.size))
        _measure(text, count, 0, self.limits)
        sizes = [size for (size,) in _SIZE.iter_unpack(await self._read(_SIZE.size * count))]
        _measure(text, count, sum(sizes), self.limits)
        message = _read_json(await self._read(text))
        return message, [await self._read(size) for size in sizes]

    async def _read(self, size: int) -> bytes:
        loop = asyncio.get_running_loop()
        parts, left = [], size
        while left:
            try:
                part = await loop.sock_recv(self._connection, min(left, 1 << 20))
            except OSError as error:
                raise Closed(str(error)) from error
            if not part:
                raise Closed("the other side has gone")
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
