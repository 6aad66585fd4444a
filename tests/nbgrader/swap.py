"""A pytest plugin: nbgrader's own tests with our settings in place of nbgrader's, and a record of what ran.

    python -m pytest -p tests.nbgrader.swap --pyargs nbgrader.tests.apps.test_api    # as compare.py starts it

Two variables steer it: AUTOGRADE_SIDE is `stock` or `ours`, AUTOGRADE_RECORD a file that gets a line for each
notebook executed. The settings are those of course_config.py, read from it, so that they can't drift.
"""

from __future__ import annotations

import copy
import functools
import os
from pathlib import Path
from typing import Any

from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
SIDE, RECORD = "AUTOGRADE_SIDE", "AUTOGRADE_RECORD"
# What is about the grading of any course. The others say where this course is, and what its releases hold.
SECTIONS = (
    "Autograde",
    "Execute",
    "SaveAutoGrades",
    "GenerateFeedback",
    "HTMLExporter",
    "ExchangeFactory",
    "ZipCollectApp",
    "ClearMarkScheme",
)


def settings() -> Config:
    """Return the sections of course_config.py that are about any course."""
    return copy.deepcopy(_read())


@functools.cache
def _read() -> Config:
    path = ROOT / "course_config.py"
    config = Config()
    code = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    exec(code, {"__file__": str(path), "__name__": "course_config", "get_config": lambda: config})
    return Config({section: config[section] for section in SECTIONS})


def pytest_configure() -> None:
    """Called by pytest before it collects."""
    from nbgrader import apps
    from nbgrader.preprocessors import Execute

    _watch(Execute, "stock")
    if os.environ[SIDE] == "ours":
        from autograde.execution import Execute as OurExecute

        _watch(OurExecute, "ours")
        # The tests of the API give their settings themselves and read no file.
        init = apps.NbGraderAPI.__init__

        @functools.wraps(init)
        def configured(self: Any, *args: Any, **kwargs: Any) -> None:
            config = settings()
            config.merge(kwargs.pop("config", None) or getattr(kwargs.get("parent"), "config", Config()))
            init(self, *args, config=config, **kwargs)

        apps.NbGraderAPI.__init__ = configured


def _watch(kind: type, name: str) -> None:
    """Let each execution of a submission be recorded: by whose `Execute`, and how it was confined."""
    run = kind.preprocess  # type: ignore[attr-defined]

    @functools.wraps(run)
    def preprocess(self: Any, notebook: Any, resources: Any, *args: Any, **kwargs: Any) -> Any:
        done, resources = run(self, notebook, resources, *args, **kwargs)
        if resources and resources.get("nbgrader", {}).get("student", ".") != ".":
            level = done.metadata.get("autograde", {}).get("sandbox", "-")
            with Path(os.environ[RECORD]).open("a", encoding="utf-8") as record:
                record.write(f"{name} {level}\n")
        return done, resources

    kind.preprocess = preprocess  # type: ignore[attr-defined]
