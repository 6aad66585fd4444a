"""Folders of pictures, as arguments of a student's functions: made here, written where the function runs.

check_batches(call(load_folder, image_folder("checked", {"cat": cats, "dog": dogs})), x, y, task=1)
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grader_tests import answers
from grader_tests.answers import Answer, Call

_COLOURS = {1: 0, 3: 2, 4: 6}  # channels → the number by which PNG tells them


def image_folder(path: str, classes: Mapping[str, Sequence[np.ndarray]]) -> ImageFolder:
    """Return a folder of PNG files, a subfolder for each class; an argument for `call`.

        check_batches(call(load_folder, image_folder("checked", {"cat": cats})), x, y, task=1)

    The check writes it before it looks, and removes it in the end.

    Args:
        path: in the working folder; the function gets it.
        classes: of each subfolder the pictures, uint8: `(height, width)`, or `(height, width, channels)`.
    """
    content = {
        f"{name}/{number}.png": png(picture)
        for name, pictures in classes.items()
        for number, picture in enumerate(pictures)
    }
    return ImageFolder(path, content)


@dataclass(frozen=True)
class ImageFolder(Answer):
    """See `image_folder`.

    Args:
        path: of the folder.
        content: of its files, by path within.
    """

    path: str
    content: Mapping[str, bytes]

    def reach(self) -> str:
        """Write the folder, and return its path."""
        answers.reach().call(write_folder, [self.path, dict(self.content)], {})
        return self.path

    def remove(self) -> None:
        """Remove it, whatever became of it."""
        with suppress(Exception):
            answers.reach().call(remove_folder, [self.path, list(self.content)], {})

    @property
    def name(self) -> str:
        """The path."""
        return f"`{self.path}`"


def folders_of(answer: Answer) -> list[ImageFolder]:
    """Return the folders that were made for a call: a dataset reads them when it is gone through."""
    given = answer.arguments if isinstance(answer, Call) else ()
    return [argument for argument in given if isinstance(argument, ImageFolder)]


def write_folder(path: str, content: Mapping[str, bytes]) -> None:
    """Write files into a folder. Runs in the student's process."""
    for name, data in content.items():
        file = Path(path) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def remove_folder(path: str, names: Sequence[str]) -> None:
    """Remove these files, and what folders are empty then. Runs in the student's process."""
    files = [Path(path) / name for name in names]
    for file in files:
        file.unlink(missing_ok=True)
    for folder in [*dict.fromkeys(file.parent for file in files), Path(path)]:
        with suppress(OSError):  # something else is in it: it was not ours alone
            folder.rmdir()


def png(pixels: np.ndarray) -> bytes:
    """Return a picture as a PNG file: the same bytes for the same picture.

    Args:
        pixels: uint8, `(height, width)` or `(height, width, channels)` with 1, 3 or 4 channels.
    """
    rows = pixels if pixels.ndim == 3 else pixels[..., np.newaxis]
    height, width, channels = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in np.ascontiguousarray(rows, dtype="uint8"))
    header = struct.pack(">IIBBBBB", width, height, 8, _COLOURS[channels], 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
