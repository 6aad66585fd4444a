"""Clones of this course, for tests that run its commands as a teacher does."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograde.course import Course

ROOT = Path(__file__).parent.parent


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
