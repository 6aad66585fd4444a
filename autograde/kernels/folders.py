"""Temporary folders that know their maker: what a process left that was killed, a later one removes.

    folder = make("server")          # …/autograde-server-5e0c1b7af0000003-4711-ab12cd34
    sweep()                          # removes those whose process is gone

The name holds the maker's process number and the number space that it counts in: processes of another
container or machine that share the folder are left alone.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

_LONGEST = 60  # characters: a kernel's socket needs the rest of the 108 that its address may have
_NAME = re.compile(r"autograde-(?:[a-z]+-)?([0-9a-f]+)-(\d+)-\w+")


def make(purpose: str = "", parent: Path | None = None) -> Path:
    """Make a folder that only this user can read.

    Args:
        purpose: a word for its name.
        parent: None for the usual place of temporary files.
    """
    word = f"{purpose}-" if purpose else ""
    return Path(tempfile.mkdtemp(prefix=f"autograde-{word}{_space()}-{os.getpid()}-", dir=parent))


def of_kernels() -> Path:
    """Return where kernels' folders are made: the usual place of temporary files, if its path is short."""
    usual = tempfile.gettempdir()
    return Path(usual if len(usual) <= _LONGEST else "/tmp")


def remove(folder: Path) -> None:
    """Remove a folder, whatever was made in it: folders that are closed, or too deep for Python."""
    with suppress(RecursionError):
        shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
            subprocess.run([*command, "--", str(folder)], capture_output=True, timeout=60, check=False)


def sweep(parent: Path | None = None) -> list[Path]:
    """Remove what processes of this user left that are gone. Return the folders.

    Args:
        parent: where to look; None for the usual places of temporary files.
    """
    places = {Path(tempfile.gettempdir()), of_kernels()} if parent is None else {parent}
    found = []
    for folder in [folder for place in places for folder in place.glob("autograde-*")]:
        match = _NAME.fullmatch(folder.name)
        if match is None or match[1] != _space() or _is_alive(int(match[2])):
            continue
        with suppress(OSError):
            if not folder.is_symlink() and folder.stat().st_uid == os.getuid():
                remove(folder)
                found.append(folder)
    return found


def _space() -> str:
    """Return what process numbers belong to: this machine since it was started, and a namespace on it.

    The first namespace has the same number on every machine.
    """
    machine = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").partition("-")[0]
    return f"{machine}{Path('/proc/self/ns/pid').stat().st_ino:x}"


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    # One that has ended stays until its parent asks how: the first process of many a container never does.
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text("latin-1").rpartition(")")[2].split()[0] not in "ZX"
    return True
