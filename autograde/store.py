"""Results by what they depend on: a folder of files, which several graders may use at once.

    store = Store(Path(".autograde/store"))
    store.put("answers", key, data)
    store.get("answers", key)            # the same bytes, or None
    store.prune(2_000_000_000)

A key is the hash of everything that a result follows from, so an entry is never changed: it is there, whole,
or it is not. Each is written beside its place and moved there, which needs no lock, on a shared folder
neither. A damaged entry counts as absent.
"""

from __future__ import annotations

import hashlib
import os
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol
from uuid import uuid4

Kind = Literal["answers", "verdicts"]
KINDS: tuple[Kind, ...] = ("answers", "verdicts")
_HASH_BYTES = hashlib.sha256().digest_size
_TOUCH_SECONDS = 3600.0  # the time of last use is kept as exactly as that
_ABANDONED_SECONDS = 3600.0  # after which what a killed grader was writing is removed


@dataclass(frozen=True)
class Entry:
    """One stored result: its place, size in bytes, and time of last use in seconds since 1970."""

    kind: Kind
    path: Path
    size: int
    used: float


class Results(Protocol):
    """What a job needs of a store."""

    def get(self, kind: Kind, key: str) -> bytes | None:
        """Return what stands under a key, or None."""

    def put(self, kind: Kind, key: str, content: bytes) -> None:
        """Keep a result."""


class Carried:
    """A store in memory: what is known comes along with a job, what is new goes back with its result.

    Args:
        known: by kind and key.
    """

    def __init__(self, known: Mapping[tuple[Kind, str], bytes]) -> None:
        self.known = known
        self.new: dict[tuple[Kind, str], bytes] = {}

    def get(self, kind: Kind, key: str) -> bytes | None:
        """Return what stands under a key, or None."""
        return self.new.get((kind, key), self.known.get((kind, key)))

    def put(self, kind: Kind, key: str, content: bytes) -> None:
        """Keep a result."""
        self.new[kind, key] = content


@dataclass(frozen=True)
class Store:
    """A store in `folder`, which is made when something is put there."""

    folder: Path

    def get(self, kind: Kind, key: str) -> bytes | None:
        """Return what stands under a key; None if nothing does, or it is damaged."""
        path = self._path(kind, key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        content = _opened(data)
        if content is None:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):  # a folder that is only read, or another grader that prunes
            if time.time() - path.stat().st_mtime > _TOUCH_SECONDS:
                os.utime(path)
        return content

    def put(self, kind: Kind, key: str, content: bytes) -> None:
        """Keep a result, if that can be: a folder that is only read, or a full disk, costs a later run its
        time and this one nothing.
        """
        path = self._path(kind, key)
        fresh = path.with_name(f".{uuid4().hex}.new")
        with suppress(OSError):
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                _make_like(self.folder, path.parent)
                fresh.write_bytes(hashlib.sha256(content).digest() + zlib.compress(content, 1))
                fresh.replace(path)
            except BaseException:
                with suppress(OSError):
                    fresh.unlink(missing_ok=True)
                raise

    def is_writable(self) -> bool:
        """Say whether results can be kept here, as far as this user's rights go."""
        nearest = next(folder for folder in (self.folder, *self.folder.parents) if folder.exists())
        return os.access(nearest, os.W_OK | os.X_OK)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, in no order."""
        for kind in KINDS:
            for path in self.folder.glob(f"{kind}/??/*"):
                if not path.name.startswith("."):
                    with suppress(FileNotFoundError):  # another grader prunes
                        status = path.stat()
                        yield Entry(kind, path, status.st_size, status.st_mtime)

    def verify(self) -> list[Entry]:
        """Return the entries that are damaged; nothing is removed."""
        damaged = []
        for entry in self.entries():
            with suppress(FileNotFoundError):
                if _opened(entry.path.read_bytes()) is None:
                    damaged.append(entry)
        return damaged

    def prune(self, most_bytes: int) -> int:
        """Remove the entries that were used longest ago until the rest is no larger than `most_bytes`.

        Returns:
            How many were removed.
        """
        for path in self.folder.glob("*/??/.*.new"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
                    path.unlink()
        found = sorted(self.entries(), key=lambda entry: entry.used, reverse=True)
        size = removed = 0
        for entry in found:
            size += entry.size
            if size > most_bytes:
                with suppress(OSError):
                    entry.path.unlink()
                    removed += 1
        return removed

    def _path(self, kind: Kind, key: str) -> Path:
        return self.folder / kind / key[:2] / key[2:]


def _make_like(shared: Path, folder: Path) -> None:
    """Make the folders between `shared` and `folder`, with its mode: what a group may write stays so."""
    mode = shared.stat().st_mode & 0o7777
    for missing in [*reversed(folder.relative_to(shared).parents), folder.relative_to(shared)][1:]:
        with suppress(FileExistsError):
            (shared / missing).mkdir()
            (shared / missing).chmod(mode)


def _opened(data: bytes) -> bytes | None:
    """Return the content of an entry; None if it is not what was written."""
    try:
        content = zlib.decompress(data[_HASH_BYTES:])
    except zlib.error:
        return None
    return content if hashlib.sha256(content).digest() == data[:_HASH_BYTES] else None
