"""nbgrader's `Execute`, as a client of `job.run`.

    c.Autograde.autograde_preprocessors = [Execute, ..., SaveAutoGrades, ...]
    c.Execute.timeout = 60     # seconds a cell: nbgrader's own setting, so --Execute.timeout=90 works
    c.Execute.notebook_timeout_seconds = 600

The notebook runs in a folder of its own, which does not hold the notebook: a student's code that opens it
there would read the hidden tests.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute as StockExecute
from traitlets import Enum, Integer

from autograde.course import LANGUAGES
from autograde.gradebook import need_person, open_gradebook
from autograde.job import Job, Limits, MachineFailure, run

EXECUTED = "autograde_executed"  # in the resources, for SaveAutoGrades: a mark needs an execution


class Execute(StockExecute):  # type: ignore[misc]  # nbgrader is untyped
    """Runs a submission through `job.run`. Named as nbgrader's, so that its settings and flags reach it."""

    notebook_timeout_seconds = Integer(600, help="Seconds for a whole notebook").tag(config=True)
    output_bytes = Integer(2_000_000, help="Bytes that one cell may put out").tag(config=True)
    files_bytes = Integer(50_000_000, help="Bytes of files that a notebook may make").tag(config=True)
    seed = Integer(20, help="Seed of Python, NumPy and Keras").tag(config=True)
    language = Enum(LANGUAGES, LANGUAGES[0], help="For a notebook that does not say its own").tag(config=True)

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any], km: Any = None
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Called by nbgrader for each sanitised notebook. `km` is part of the stock signature, and unused.

        Raises:
            MachineFailure: nbgrader then reports the submission as failed and goes on; its marks are pending.
        """
        folder = Path(resources["metadata"]["path"])
        files = _files(folder)
        job = Job(
            notebook=notebook,
            files=files,
            seed=self.seed,
            limits=self.limits(),
            language=notebook.metadata.get("grader_tests", {}).get("language", self.language),
            kernel_name=self.kernel_name or "python3",
        )
        try:
            result = run(job)
            for name, content in result.files.items():
                _write_new(folder / name, content)
        except MachineFailure as failure:
            self._record(resources["nbgrader"], str(failure))
            raise
        if result.reason:
            self.log.warning("%s: %s", resources["nbgrader"]["student"], result.reason)
        resources[EXECUTED] = True
        return result.notebook, resources

    def limits(self) -> Limits:
        """Return the settings as a job's limits; nbgrader's `timeout` of None or -1 means the notebook's."""
        cell = self.timeout if self.timeout and self.timeout > 0 else self.notebook_timeout_seconds
        return Limits(
            cell_timeout_seconds=cell,
            notebook_timeout_seconds=self.notebook_timeout_seconds,
            startup_timeout_seconds=self.startup_timeout,
            interrupt_grace_seconds=self.iopub_timeout,
            output_bytes=self.output_bytes,
            files_bytes=self.files_bytes,
        )

    def _record(self, ids: dict[str, str], reason: str) -> None:
        with open_gradebook(
            self.parent.parent.coursedir
        ) as gradebook:  # the exporter's parent is the converter
            need_person(gradebook, ids["assignment"], ids["student"], reason)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
    }


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that the notebook made; never a notebook, and never over a file of the submission."""
    if path.suffix != ".ipynb" and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
