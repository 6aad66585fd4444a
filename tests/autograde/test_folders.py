"""Temporary folders: those of processes that were killed go, all others stay."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograde.kernels import folders


@pytest.fixture
def of_a_killed_process(tmp_path):
    code = f"""
import os, signal
from autograde.kernels import folders
made = folders.make("server", {str(tmp_path)!r})
(made / "closed").mkdir()
(made / "closed" / "file").write_text("x")
(made / "closed").chmod(0)
print(made, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return tmp_path / done.stdout.strip().rsplit("/", 1)[1]


def test_what_a_killed_process_left_is_removed(of_a_killed_process, tmp_path):
    assert of_a_killed_process.is_dir()
    assert folders.sweep(tmp_path) == [of_a_killed_process]
    assert list(tmp_path.iterdir()) == []


def test_who_has_ended_and_was_not_waited_for_is_gone(tmp_path):
    code = f"from autograde.kernels import folders; print(folders.make(parent={str(tmp_path)!r}), flush=True)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as ended:
        assert ended.stdout is not None
        left = ended.stdout.read().strip()  # its end: the process has ended, or is about to
        deadline = time.monotonic() + 10
        while folders.sweep(tmp_path) == [] and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not Path(left).exists()
        assert ended.returncode is None


def test_what_is_in_use_or_somebody_elses_stays(of_a_killed_process, tmp_path):
    mine = folders.make(parent=tmp_path)
    of_another_space = of_a_killed_process.with_name(
        of_a_killed_process.name.replace("-server-", "-server-1")
    )
    of_another_space.mkdir()
    (tmp_path / "autograde-notes").mkdir()
    target = tmp_path / "precious"
    target.mkdir()
    (tmp_path / f"{of_a_killed_process.name}x").symlink_to(target)
    folders.sweep(tmp_path)
    assert mine.is_dir()
    assert of_another_space.is_dir()
    assert (tmp_path / "autograde-notes").is_dir()
    assert target.is_dir()
    assert not of_a_killed_process.exists()
