"""Clones of this course, for tests that run its commands as a teacher does."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from autograde.course import Course

ROOT = Path(__file__).parent.parent
os.environ["AUTOGRADE_DRAFT"] = "1"  # tests change sources at will; those of the gate take it away

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # how a shell starts what it puts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """Everything that git tracks or would track, in a folder of its own: as a fresh clone has it."""
    root = tmp_path_factory.mktemp("clone")
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    for name in names:
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, root / name)
    return Course(root)


def activated() -> dict[str, str]:
    """Return an environment as it is after `. .venv/bin/activate`."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


class ByFile(LoadScopeScheduling):
    """Side by side run files, and of the units' tests units: what they share is made once."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        unit = re.search(r"u\d\d-\w+", test) if file.startswith("tests/units/") else None
        return unit[0] if unit is not None else file


def pytest_xdist_make_scheduler(config, log):
    # xdist's own groups have no effect with pytest 9.2: it no longer asks for the id that they change.
    return ByFile(config, log)
