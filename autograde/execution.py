"""nbgrader's `Execute`, as a client of `job.run`.

    c.Autograde.autograde_preprocessors = [Execute, ..., SaveAutoGrades, ...]
    c.Execute.timeout = 60     # seconds a cell: nbgrader's own setting, so --Execute.timeout=90 works
    c.Execute.notebook_timeout_seconds = 600

The student's cells run in a folder of their own, which holds what was submitted and no notebook; the course's
cells in another, which holds the unit's data and its held-out files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute as StockExecute
from traitlets import Enum, Integer, Unicode
from traitlets import List as ListTrait

from autograde.course import LANGUAGES
from autograde.gradebook import need_person, open_gradebook
from autograde.job import Job, Limits, MachineFailure, run
from autograde.kernels.client import WARM
from autograde.sandbox.plan import LEVELS, Bounds

HELDOUT = "heldout"  # of a course: what no release holds
EXECUTED = "autograde_executed"  # in the resources, for SaveAutoGrades: a mark needs an execution


class Execute(StockExecute):  # type: ignore[misc]  # nbgrader is untyped
    """Runs a submission through `job.run`. Named as nbgrader's, so that its settings and flags reach it."""

    notebook_timeout_seconds = Integer(600, help="Seconds for a whole notebook").tag(config=True)
    output_bytes = Integer(2_000_000, help="Bytes that one cell may put out").tag(config=True)
    files_bytes = Integer(50_000_000, help="Bytes of files that a notebook may make").tag(config=True)
    sandbox = Enum(LEVELS, "landlock", help="The weakest confinement of student code that will do").tag(
        config=True
    )
    memory_bytes = Integer(4_000_000_000, help="Bytes of memory that a notebook may use").tag(config=True)
    scratch_bytes = Integer(1_000_000_000, help="Bytes of disk that a notebook may use").tag(config=True)
    processes = Integer(256, help="Processes and threads that a notebook may have").tag(config=True)
    preload = ListTrait(Unicode(), WARM, help="Modules imported before a kernel starts").tag(config=True)
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
        job = Job(
            notebook=notebook,
            files=_files(folder),
            course_files=self._course_files(resources["nbgrader"]["assignment"]),
            seed=self.seed,
            limits=self.limits(),
            bounds=self.bounds(),
            least=self.sandbox,
            language=notebook.metadata.get("grader_tests", {}).get("language", self.language),
            preload=tuple(self.preload),
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
        result.notebook.metadata["autograde"] = {"sandbox": result.level}
        return result.notebook, resources

    def _course_files(self, unit: str) -> dict[str, bytes]:
        """Return what the course's own cells find in their folder: the unit's data, and `heldout/`."""
        coursedir = self.parent.parent.coursedir  # the exporter's parent is the converter
        source = Path(coursedir.format_path(coursedir.source_directory, ".", unit))
        heldout = _files(Path(coursedir.root) / HELDOUT / unit)
        kept = {name: data for name, data in _files(source).items() if not name.endswith(".md")}
        return kept | {f"{HELDOUT}/{name}": content for name, content in heldout.items()}

    def bounds(self) -> Bounds:
        """Return the settings as a sandbox's bounds."""
        return Bounds(
            memory_bytes=self.memory_bytes,
            scratch_bytes=self.scratch_bytes,
            file_bytes=self.scratch_bytes,
            processes=self.processes,
            cpu_seconds=self.notebook_timeout_seconds * 2,  # of wall time; threads run side by side
        )

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
    if path.suffix == ".ipynb" or path.exists() or path.is_symlink():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        return  # a file and a folder of one name: only a forged list has them
