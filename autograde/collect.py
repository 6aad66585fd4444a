"""How submissions get into submitted/: by nbgrader's exchange, or out of archives from an LMS.

    c.ExchangeFactory.collect = Collect
    c.ZipCollectApp.extractor_plugin = Extractor

Stock nbgrader follows a student's symbolic links with the teacher's rights while it collects, and unpacks an
archive whatever its size. Here a link stays a link, which grading then refuses with the reason; what is too
large or of no ordinary kind is left where it is; and one student's trouble does not stop the others.
"""

from __future__ import annotations

import errno
import itertools
import os
import pwd
import shutil
import stat
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import ExtractorPlugin
from nbgrader.utils import ignore_patterns, parse_utc
from traitlets import Integer

NOT_COLLECTED = "not-collected.txt"  # stands in submitted/ for what was left out, with the reason
LONGEST_TIME = 200  # bytes of timestamp.txt; a date of megabytes takes hours to be none
_BLOCK = 1 << 20
_DEEPEST = 50  # folders in folders of one archive; on Python 3.11 a thousand can't be listed
_FULL = (errno.ENOSPC, errno.EDQUOT)


class LeftOut(Exception):  # noqa: N818 - what it says
    """A submission, or an archive, is not taken; the text says why."""


class Collect(ExchangeCollect):  # type: ignore[misc]  # nbgrader is untyped
    """nbgrader's own, but for how it copies one submission."""

    folder_bytes = Integer(50_000_000, help="Bytes that one submission may have").tag(config=True)
    files = Integer(500, help="Files that one submission may have").tag(config=True)

    def _path_to_record(self, path: str) -> dict[str, Any]:
        """Called by nbgrader for each folder in the exchange, which anybody may have named."""
        try:
            record: dict[str, Any] = super()._path_to_record(path)
        except Exception:  # as many as there are ways to write a date
            name = Path(path).name
            self.log.warning("%s is not named as `nbgrader submit` names it", path)
            record = {"username": name.split("+")[0], "filename": name, "timestamp": datetime.min}
        return record

    def _sort_by_timestamp(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Called by nbgrader for the submissions under one student's name; it takes the first.

        Anybody may put one there under anybody's name, with any time. Where some belong to the account of
        that name, no other one takes their place; where none does, accounts aren't named as students are.
        """
        own = [record for record in records if self.check_owner and self._is_own(record)]
        newest: list[dict[str, Any]] = super()._sort_by_timestamp(own or records)
        return newest

    def _is_own(self, record: dict[str, Any]) -> bool:
        try:
            status = Path(self.inbound_path, record["filename"]).lstat()
            owner = pwd.getpwuid(status.st_uid).pw_name
        except (OSError, KeyError):
            return False
        return owner == str(record["username"])

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Called by nbgrader for each new submission in the exchange."""
        try:
            _copy(Path(src), Path(dest), self._ignored(), self.folder_bytes, self.files)
            _drop_damaged_time(Path(dest))
            if self.coursedir.groupshared:
                _share(Path(dest))
        except (LeftOut, OSError, RecursionError) as error:
            if isinstance(error, OSError) and error.errno in _FULL:
                # Not the student's trouble: the collection stops, and takes this one up again when it can.
                shutil.rmtree(dest, ignore_errors=True)
                raise
            self.log.warning("%s is not collected: %s", src, error)
            shutil.rmtree(dest, ignore_errors=True)
            Path(dest).mkdir(parents=True)
            (Path(dest) / NOT_COLLECTED).write_text(f"{error}\n", encoding="utf-8")

    def _ignored(self) -> Any:
        return ignore_patterns(
            exclude=self.coursedir.ignore,
            include=self.coursedir.include,
            max_file_size=self.coursedir.max_file_size,
            log=self.log,
        )


def _share(folder: Path) -> None:
    """Let the group of the course's teachers read and write a copied submission, and nobody else write it."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(stat.S_IMODE(path.stat().st_mode) | (0o2770 if path.is_dir() else 0o660))


def _drop_damaged_time(folder: Path) -> None:
    """Remove a timestamp that is none: the next collection would stop at it."""
    path = folder / "timestamp.txt"
    if path.is_dir() and not path.is_symlink():
        raise LeftOut("timestamp.txt is a folder")
    if path.is_symlink() or path.exists():
        try:
            if path.is_symlink() or path.stat().st_size > LONGEST_TIME:
                raise ValueError(path)
            parse_utc(path.read_text(encoding="utf-8").strip())
        except Exception:  # as many as there are ways to write a date
            path.unlink()


def _copy(source: Path, target: Path, ignored: Any, most_bytes: int, most_files: int) -> None:
    """Copy a folder that its owner may change meanwhile: nothing is followed, not even between two looks.

    Raises:
        LeftOut: it is too large, or holds what is no file, folder or link.
        OSError: it can't be read or written.
    """
    if not stat.S_ISDIR(source.lstat().st_mode):
        raise LeftOut("it is no folder, but a link or a file")
    size = count = 0
    for folder, folders, files, descriptor in os.fwalk(source, follow_symlinks=False):
        here = target / Path(folder).relative_to(source)
        here.mkdir(parents=True, exist_ok=True)
        left_out = ignored(folder, [*folders, *files])
        folders[:] = [name for name in folders if name not in left_out]
        for name in sorted({*folders, *files} - set(left_out)):
            count += 1
            if count > most_files:
                raise LeftOut(f"it holds more than {most_files} files")
            kind = os.lstat(name, dir_fd=descriptor).st_mode
            if stat.S_ISLNK(kind):
                (here / name).symlink_to(os.readlink(name, dir_fd=descriptor))
            elif stat.S_ISREG(kind):
                size += _copy_file(name, descriptor, here / name, most_bytes - size)
            elif not stat.S_ISDIR(kind):
                raise LeftOut(f"{name!a} is not an ordinary file (a pipe, a socket or a device)")


def _copy_file(name: str, folder: int, target: Path, most: int) -> int:
    opened = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(opened, "rb") as source, target.open("wb") as copy:
        if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
            raise LeftOut(f"{name!a} is not an ordinary file")
        return _copy_bytes(source, copy, most)


def _copy_bytes(source: IO[bytes], copy: IO[bytes], most: int) -> int:
    size = 0
    while block := source.read(_BLOCK):
        size += len(block)
        if size > most:
            raise LeftOut("it is larger than a submission may be")
        copy.write(block)
    return size


class Extractor(ExtractorPlugin):  # type: ignore[misc]  # nbgrader is untyped
    """Unpacks what an LMS hands out, within bounds. Archives in archives are unpacked too, one level deep."""

    archive_bytes = Integer(2_000_000_000, help="Bytes of one archive, unpacked").tag(config=True)
    archive_files = Integer(20_000, help="Files of one archive").tag(config=True)
    submission_bytes = Integer(50_000_000, help="Bytes of one file, and of an archive in an archive").tag(
        config=True
    )

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Called by `nbgrader zip_collect` for the folder of archives."""
        found = sorted(path for path in Path(archive_path).rglob("*") if path.is_file())
        if not found:
            self.log.warning("No files found in directory: %s", archive_path)
        for path in found:
            target = Path(extracted_path) / path.parent.relative_to(archive_path)
            target.mkdir(parents=True, exist_ok=True)
            if path.suffix not in self.zip_ext:
                shutil.copy(path, target / path.name)
                continue
            unpacked = self._unpack(path, target / _stem(path), self.archive_bytes)
            for inner in sorted(unpacked.rglob("*")):
                if inner.is_file() and inner.suffix in self.zip_ext:
                    self._unpack(inner, inner.parent / _stem(inner), self.submission_bytes)

    def _unpack(self, archive: Path, wanted: Path, most_bytes: int) -> Path:
        target = next(path for path in _numbered(wanted) if not path.exists())  # never into another's folder
        self.log.info("Extracting from: %s", archive)
        self.log.info("  Extracting to: %s", target)
        try:
            for note in unpack(archive, target, most_bytes, self.submission_bytes, self.archive_files):
                self.log.warning("%s: %s", archive, note)
        except Exception as error:  # damaged, encrypted or unknown: each compression has errors of its own
            # Half an archive is worse than none: it looks like all there is.
            shutil.rmtree(target, ignore_errors=True)
            self.log.error("%s is left out: %s", archive, str(error) or type(error).__name__)
        return target


def _stem(archive: Path) -> str:
    """Return the name of the folder for what is in an archive; never `..`, which `...zip` would ask for."""
    stem = Path(archive.stem).stem if archive.stem.endswith(".tar") else archive.stem
    return stem if stem.strip(". ") else "archive"


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_name(f"{path.name}-{number}") for number in itertools.count(2))


def unpack(archive: Path, target: Path, most_bytes: int, file_bytes: int, most_files: int) -> list[str]:
    """Unpack the ordinary files of a zip or tar archive. Return what was left out, a sentence each.

    Sizes are counted as they come: what an archive says of itself is not believed. Links and devices are
    passed over, and so is a file that can't have its name here, or that another one has already.

    Raises:
        LeftOut: it is too large.
        Exception: it is damaged; which exception depends on the format.
    """
    target.mkdir(parents=True, exist_ok=True)
    left, notes = most_bytes, []
    for count, (name, member) in enumerate(_members(archive), start=1):
        if count > most_files:
            raise LeftOut(f"it holds more than {most_files} files")
        path = PurePosixPath(name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or not path.parts:
            notes.append(f"{name!a} names a place outside: left out")
            continue
        if len(path.parts) > _DEEPEST:
            notes.append(f"{ascii(name)[:200]} lies more than {_DEEPEST} folders deep: left out")
            continue
        place = target.joinpath(*path.parts)
        try:
            if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in name):
                raise ValueError("signs that are no text")
            place.parent.mkdir(parents=True, exist_ok=True)
            copy = place.open("xb")
        except (OSError, ValueError) as error:
            if isinstance(error, OSError) and error.errno in _FULL:
                raise
            why = error.strerror if isinstance(error, OSError) else error
            notes.append(f"{ascii(name)[:200]} can't be written under this name ({why}): left out")
            continue
        try:
            with member, copy:
                left -= _copy_bytes(member, copy, min(left, file_bytes))
        except LeftOut:
            place.unlink()
            left -= file_bytes
            if left <= 0:
                raise
            notes.append(f"{name!a} is larger than {file_bytes / 1e6:g} MB: left out")
    return notes


def _members(archive: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Yield name and content of each ordinary file, one after another."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for info in opened.infolist():
                if not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16):
                    yield info.filename, opened.open(info)
        return
    with tarfile.open(archive, "r|*") as stream:  # a stream: the list of members could itself be a bomb
        for member in stream:
            content = stream.extractfile(member) if member.isreg() else None
            if content is not None:
                yield member.name, content
