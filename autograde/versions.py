"""What a result depends on besides its inputs: packages, Python, this project's own code.

environment(), code("autograde/examinee.py", "autograde/sandbox/*.py")
"""

from __future__ import annotations

import hashlib
import platform
import sys
import sysconfig
from collections.abc import Iterable
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

_HERE = Path(__file__).parent.parent


def packages() -> dict[str, str]:
    """Return the versions of Python, of every installed package and of this project's code."""
    return {
        **{found.name: found.version for found in _installed()},
        "Python": f"{platform.python_version()} on {platform.machine()}",
        "the project's code": code("autograde/**/*.py", "grader_tests/**/*.py", "grader_tests/**/*.mo")[:12],
    }


def _installed() -> Iterable[Distribution]:
    # Not by `sys.path`: who imports setuptools has what it brings along in there, other processes have not.
    return distributions(path=sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}))


@cache
def environment() -> str:
    """Return a hash of Python, the kind of processor, and the version of every installed package."""
    installed = sorted({f"{found.name}=={found.version}" for found in _installed()})
    told = [sys.version, platform.machine(), *installed]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


@cache
def code(*patterns: str) -> str:
    """Return a hash of this project's modules whose paths match.

    Args:
        patterns: of `Path.glob`, from the folder that holds `autograde` and `grader_tests`.
    """
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in _HERE.glob(pattern)}):
        digest.update(f"{path.relative_to(_HERE)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
