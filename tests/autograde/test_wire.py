"""A message arrives as it was sent, and nothing else is taken for one."""

import asyncio
import socket
import struct

import pytest

from autograde.wire import Channel, Closed, Limits, Malformed, Stream, pack

SMALL = Limits(json_bytes=100, buffer_bytes=1000, buffers=3)


@pytest.fixture
def ends():
    first, second = socket.socketpair()
    with first, second:
        yield first, second


def test_a_message_and_its_buffers_arrive(ends):
    Channel(ends[0]).send({"op": "call", "id": 1, "text": "да\ud800"}, [b"", b"\0" * 70_000])
    assert Channel(ends[1]).receive() == (
        {"op": "call", "id": 1, "text": "да\ud800"},
        [b"", b"\0" * 70_000],
    )


def test_the_engines_end_reads_the_same(ends):
    Channel(ends[0]).send({"id": 2}, [b"abc"])
    assert asyncio.run(Stream(ends[1]).receive()) == ({"id": 2}, [b"abc"])


@pytest.mark.parametrize(
    ("message", "buffers"),
    [
        ({"x": "y" * 200}, []),
        ({}, [b"x" * 2000]),
        ({}, [b""] * 4),
        ({"x": float("nan")}, []),
        ({"x": {1}}, []),
    ],
)
def test_what_is_too_large_or_no_json_is_not_sent(message, buffers):
    with pytest.raises(Malformed):
        pack(message, buffers, SMALL)


HEAD = struct.Struct("!2sHIH")


@pytest.mark.parametrize(
    "garbage",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        HEAD.pack(b"AG", 2, 2, 0) + b"{}",
        HEAD.pack(b"AG", 1, 2, 0) + b"[]",
        HEAD.pack(b"AG", 1, 5, 0) + b"{\xff\xff\xff}",
        HEAD.pack(b"AG", 1, 9, 0) + b'{"x":NaN}',
        HEAD.pack(b"AG", 1, 2**31, 0),
        HEAD.pack(b"AG", 1, 2, 1) + struct.pack("!Q", 2**60) + b"{}",
        HEAD.pack(b"AG", 1, 90_000, 0) + b"[" * 90_000,
    ],
    ids=["text", "version", "list", "bytes", "nan", "long json", "long buffer", "deep"],
)
def test_garbage_is_refused_before_it_takes_memory(ends, garbage):
    ends[0].sendall(garbage)
    with pytest.raises(Malformed):
        Channel(ends[1]).receive()


def test_an_end_that_has_gone_is_told_from_garbage(ends):
    ends[0].sendall(b"AG")
    ends[0].close()
    with pytest.raises(Closed):
        Channel(ends[1]).receive()
