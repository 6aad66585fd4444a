"""Submissions come in whole, or say why not; nothing is followed, nothing is unpacked without end."""

import errno
import io
import logging
import os
import pwd
import tarfile
import zipfile
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograde.collect import NOT_COLLECTED, Collect, Extractor, LeftOut, unpack

NOTEBOOK = b'{"cells": []}'


@pytest.fixture
def collect(monkeypatch):
    coursedir = SimpleNamespace(
        ignore=[".ipynb_checkpoints"], include=["*"], max_file_size=100_000, groupshared=False
    )
    made = Collect.__new__(Collect)
    monkeypatch.setattr(Collect, "coursedir", coursedir)
    monkeypatch.setattr(Collect, "log", logging.getLogger("collect"))
    monkeypatch.setattr(Collect, "folder_bytes", 1000)
    monkeypatch.setattr(Collect, "files", 5)
    return made


@pytest.fixture
def inbound(tmp_path):
    folder = tmp_path / "anna+u01+2026-11-25 10:00:00 UTC+x"
    folder.mkdir()
    (folder / "u01.ipynb").write_bytes(NOTEBOOK)
    (folder / "timestamp.txt").write_text("2026-11-25 10:00:00 UTC")
    return folder


def collected(collect, inbound):
    target = inbound.parent / "submitted" / "anna" / "u01"
    target.parent.mkdir(parents=True)
    collect.do_copy(str(inbound), str(target))
    return target


def test_an_ordinary_submission_is_copied(collect, inbound):
    (inbound / "data").mkdir()
    (inbound / "data" / "a.csv").write_text("1")
    (inbound / ".ipynb_checkpoints").mkdir()
    target = collected(collect, inbound)
    names = {path.relative_to(target).as_posix() for path in target.rglob("*")}
    assert names == {"u01.ipynb", "timestamp.txt", "data", "data/a.csv"}
    assert (target / "u01.ipynb").read_bytes() == NOTEBOOK


def test_a_link_stays_a_link(collect, inbound, tmp_path):
    (tmp_path / "gradebook.db").write_text("secret")
    (inbound / "data.csv").symlink_to(tmp_path / "gradebook.db")
    (inbound / "folder").symlink_to(tmp_path)
    target = collected(collect, inbound)
    assert (target / "data.csv").is_symlink()
    assert (target / "folder").is_symlink()


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda folder: (folder / "x").write_bytes(b"x" * 2000), "larger than"),
        (lambda folder: [(folder / f"f{n}").touch() for n in range(9)], "more than 5 files"),
        (lambda folder: os.mkfifo(folder / "pipe"), "not an ordinary file"),
    ],
)
def test_what_is_left_out_says_why_and_stops_nobody(collect, inbound, spoil, why):
    spoil(inbound)
    target = collected(collect, inbound)
    assert [path.name for path in target.iterdir()] == [NOT_COLLECTED]
    assert why in (target / NOT_COLLECTED).read_text()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_nobodys_trouble_and_stops_the_collection(collect, inbound, monkeypatch, number):
    def fail(*arguments):
        raise OSError(number, "no room")

    monkeypatch.setattr("autograde.collect._copy_bytes", fail)
    with pytest.raises(OSError, match="no room"):
        collected(collect, inbound)
    assert not (inbound.parent / "submitted" / "anna" / "u01").exists()  # so it is collected the next time


def test_a_time_that_is_none_would_stop_the_next_collection(collect, inbound):
    (inbound / "timestamp.txt").write_text("yesterday, I think")
    assert not (collected(collect, inbound) / "timestamp.txt").exists()


def test_the_group_may_write_where_the_course_is_shared(collect, inbound):
    collect.coursedir.groupshared = True
    inbound.chmod(0o777)
    (inbound / "link").symlink_to("/etc/passwd")
    target = collected(collect, inbound)
    assert target.stat().st_mode & 0o2772 == 0o2770
    assert (target / "u01.ipynb").stat().st_mode & 0o662 == 0o660


def test_a_link_in_place_of_a_folder_is_left_out(collect, inbound, tmp_path):
    link = tmp_path / "boris+u01+2026-11-25 10:00:00 UTC+x"
    link.symlink_to(inbound)
    assert "a link" in (collected(collect, link) / NOT_COLLECTED).read_text()


@pytest.mark.parametrize("time", ["1" * 1000, "2026-11-25 10:00:00 UTC\n" + "\n" * 1000, "\0"])
def test_a_long_time_is_none(collect, inbound, time):
    (inbound / "timestamp.txt").write_text(time)
    assert not (collected(collect, inbound) / "timestamp.txt").exists()


def test_nobody_takes_the_place_of_a_students_own_submission(collect, tmp_path, monkeypatch):
    monkeypatch.setattr(Collect, "check_owner", True)
    monkeypatch.setattr(Collect, "inbound_path", str(tmp_path), raising=False)
    me = pwd.getpwuid(os.getuid()).pw_name
    own = {"username": me, "filename": "own", "timestamp": datetime(2026, 11, 1)}
    (tmp_path / "own").mkdir()
    other = {"username": me, "filename": "other", "timestamp": datetime(2099, 1, 1)}  # is not there: nobody's
    assert collect._sort_by_timestamp([other, own]) == [own]
    foreign = [{**record, "username": "anna"} for record in (own, other)]
    assert [record["filename"] for record in collect._sort_by_timestamp(foreign)] == ["other", "own"]


@pytest.mark.parametrize("name", ["anna", "anna+u01+nonsense+x", "+++", "anna+u01+99999999999999+x"])
def test_a_folder_with_any_name_stops_nobody(collect, name):
    assert collect._path_to_record(f"/inbound/{name}")["filename"] == name


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def extractor(monkeypatch):
    made = Extractor(archive_bytes=100_000, archive_files=50, submission_bytes=10_000)
    made.log = logging.getLogger("extract")
    return made


def extracted(extractor, folder):
    target = folder.parent / "extracted"
    extractor.extract(str(folder), str(target))
    return {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}


def test_archives_and_archives_in_them_are_unpacked(extractor, tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    inner = zipped(tmp_path / "inner.zip", {"u01.ipynb": NOTEBOOK}).read_bytes()
    zipped(folder / "class.zip", {"anna_u01.ipynb": NOTEBOOK, "boris.zip": inner})
    (folder / "vera_u01.ipynb").write_bytes(NOTEBOOK)
    found = extracted(extractor, folder)
    assert {"class/anna_u01.ipynb", "class/boris/u01.ipynb", "vera_u01.ipynb"} <= found


def test_a_tar_archive_leaves_links_and_devices_out(tmp_path):
    path = tmp_path / "class.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, kind in (("a", tarfile.REGTYPE), ("link", tarfile.SYMTYPE), ("device", tarfile.CHRTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            member.size = 1 if kind == tarfile.REGTYPE else 0
            archive.addfile(member, io.BytesIO(b"x"))
    unpack(path, tmp_path / "out", 1000, 1000, 10)
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == ["a"]


def test_a_bomb_is_left_out_and_the_rest_of_the_class_is_not(extractor, tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    zipped(
        folder / "class.zip", {"anna_u01.ipynb": NOTEBOOK, "bomb_u01.ipynb": bytes(20_000), "../evil": b"x"}
    )
    assert extracted(extractor, folder) == {"class/anna_u01.ipynb"}
    assert not (tmp_path / "evil").exists()


def test_an_archive_that_never_ends_is_left_out_whole(extractor, tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    zipped(folder / "bombs.zip", {f"{n}.ipynb": bytes(20_000) for n in range(20)})
    zipped(folder / "good.zip", {"anna_u01.ipynb": NOTEBOOK})
    (folder / "broken.zip").write_bytes(b"PK\x03\x04 nothing")
    assert extracted(extractor, folder) == {"good/anna_u01.ipynb"}


def test_too_many_files_are_too_many(tmp_path):
    path = zipped(tmp_path / "many.zip", {str(n): b"" for n in range(60)})
    with pytest.raises(LeftOut, match="more than 50 files"):
        unpack(path, tmp_path / "out", 1000, 1000, 50)


@pytest.mark.parametrize("name", ["...zip", "..zip", "...tar.gz", " .zip"])
@pytest.mark.parametrize("whole", [True, False])
def test_no_name_of_an_archive_names_the_folder_above(extractor, tmp_path, name, whole):
    folder = tmp_path / "archive"
    folder.mkdir()
    inner = zipped(tmp_path / "inner.zip", {"u01.ipynb": NOTEBOOK}).read_bytes()
    members = {"anna/u01.ipynb": NOTEBOOK, f"boris/{name}": inner if whole else inner[:-30]}
    zipped(folder / "class.zip", members)
    found = extracted(extractor, folder)
    assert {"class/anna/u01.ipynb", f"class/boris/{name}"} <= found
    assert all(path.startswith(("class/anna/", "class/boris/")) for path in found)


def test_an_archive_is_never_unpacked_into_the_folder_of_another(extractor, tmp_path):
    folder = tmp_path / "archive"
    folder.mkdir()
    inner = zipped(tmp_path / "inner.zip", {"u01.ipynb": b"mine"}).read_bytes()
    zipped(folder / "class.zip", {"anna/u01.ipynb": NOTEBOOK, "anna.zip": inner, "boris.zip": inner[:-30]})
    found = extracted(extractor, folder)
    assert (tmp_path / "extracted" / "class" / "anna" / "u01.ipynb").read_bytes() == NOTEBOOK
    assert "class/anna-2/u01.ipynb" in found


def test_what_can_not_be_written_is_left_out_and_the_rest_is_not(tmp_path):
    names = ["a", "a/b", "x" * 300, "line\nbreak", "bell\a", "a//", "b", "./b", "c\\d", "c/d"]
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), name)
    notes = unpack(path, tmp_path / "out", 10_000, 1000, 50)
    found = {entry.relative_to(tmp_path / "out").as_posix() for entry in (tmp_path / "out").rglob("*")}
    assert found == {"a", "b", "c", "c/d"}
    assert (tmp_path / "out" / "b").read_text() == "b"  # the first stays
    assert (len(notes), [note for note in notes if "\n" in note or len(note) > 400]) == (6, [])


def test_what_lies_too_deep_is_left_out_and_the_next_archive_is_unpacked(extractor, tmp_path, caplog):
    folder = tmp_path / "archive"
    folder.mkdir()
    deep = {"a/" * 900 + "x": b"", "a/" * 1800 + "y": b"", "a/" * 49 + "z": b"", "u01.ipynb": NOTEBOOK}
    zipped(folder / "boris.zip", deep)
    zipped(folder / "vera.zip", {"u01.ipynb": NOTEBOOK})
    found = extracted(extractor, folder)
    assert found == {"boris/u01.ipynb", "boris/" + "a/" * 49 + "z", "vera/u01.ipynb"}
    assert caplog.text.count("lies more than 50 folders deep") == 2


def damaged(content: bytes) -> bytes:
    return content[:60] + bytes(byte ^ 0x55 for byte in content[60:90]) + content[90:]


@pytest.mark.parametrize(
    "compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_damaged_archive_of_any_kind_stops_nobody(extractor, tmp_path, compression):
    folder = tmp_path / "archive"
    folder.mkdir()
    with zipfile.ZipFile(folder / "bad.zip", "w", compression) as archive:
        archive.writestr("u01.ipynb", bytes(range(256)) * 20)
    bad = folder / "bad.zip"
    bad.write_bytes(damaged(bad.read_bytes()))
    encrypted = bytearray(zipped(folder / "locked.zip", {"u01.ipynb": NOTEBOOK}).read_bytes())
    encrypted[6] |= 1  # "this file is encrypted", here and in the directory at the end
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    (folder / "locked.zip").write_bytes(encrypted)
    strange = bytearray(encrypted)
    strange[6] = strange[strange.index(b"PK\x01\x02") + 8] = 0
    strange[8] = strange[strange.index(b"PK\x01\x02") + 10] = 9  # deflate64, which Python can't read
    (folder / "strange.zip").write_bytes(strange)
    zipped(folder / "good.zip", {"anna_u01.ipynb": NOTEBOOK})
    assert extracted(extractor, folder) == {"good/anna_u01.ipynb"}
