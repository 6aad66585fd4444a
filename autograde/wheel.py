"""The students' wheel: `grader_tests`, nothing else.

    build_wheel(Path("dist"))        # dist/grader_tests-0.1.0-py3-none-any.whl

Built by hatchling, in a folder that holds only what goes in, so that no setting can let more through; without
a network.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograde.errors import UsageError

PACKAGE = "grader_tests"
CONTENTS = ("*.py", "py.typed", "locale/*/LC_MESSAGES/*.mo")  # of the package: code, and compiled messages
NEEDS = (
    "keras",
    "numpy",
    "ipython",
    "executing",
)  # what the checks import; which versions is the project's to say
BUILT_AT = (
    "1580601600"  # 2020-02-02, hatchling's own: the time inside the wheel, so that its bytes stay the same
)

PYPROJECT = """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "grader-tests"
version = "{version}"
description = "Checks for Keras exercises: what the test cells of the course import"
requires-python = "{python}"
license = "{license}"
dependencies = [{dependencies}]

[tool.hatch.build.targets.wheel]
packages = ["{package}"]
artifacts = ["*.mo"]
"""


def build_wheel(to: Path) -> Path:
    """Build the wheel into the folder `to`, and return its path; the same sources give the same bytes.

    Raises:
        UsageError: the package isn't in the project's own folder, where its version is written.
    """
    from hatchling.builders.wheel import WheelBuilder

    package = _package()
    project = project_of_package()
    needed = [line for line in project["dependencies"] if re.split(r"[^\w.-]", line)[0] in NEEDS]
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="autograde-wheel-") as temporary:
        stage = Path(temporary)
        for pattern in CONTENTS:
            for source in sorted(package.rglob(pattern) if pattern == "*.py" else package.glob(pattern)):
                target = stage / PACKAGE / source.relative_to(package)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
                target.chmod(0o644)
        text = PYPROJECT.format(
            version=project["version"],
            python=project["requires-python"],
            license=project["license"],
            dependencies=", ".join(f'"{line}"' for line in needed),
            package=PACKAGE,
        )
        (stage / "pyproject.toml").write_text(text, "utf-8")
        with _fixed_time(), contextlib.redirect_stdout(io.StringIO()):
            [built] = WheelBuilder(str(stage)).build(directory=str(stage / "dist"), versions=["standard"])
        return Path(shutil.copyfile(built, to / Path(built).name))


def project_of_package() -> dict[str, Any]:
    """Return the `[project]` table that stands beside the package.

    Raises:
        UsageError: there is none.
    """
    path = _package().parent / "pyproject.toml"
    if not path.is_file():
        raise UsageError(
            f"{path} is missing. Publish from a clone of the project: pip install -e '.[grading]' there."
        )
    project: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))["project"]
    return project


def _package() -> Path:
    found = importlib.util.find_spec(PACKAGE)  # not an import: that would load Keras
    if found is None or found.origin is None:
        raise UsageError(f"{PACKAGE} is not installed: pip install -e '.[grading]' in the project's folder.")
    return Path(found.origin).parent


@contextlib.contextmanager
def _fixed_time() -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = BUILT_AT
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
