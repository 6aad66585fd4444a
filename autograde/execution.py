"""nbgrader's `Execute`, as a client of `engine.run`.

    c.Autograde.autograde_preprocessors = [Execute, ..., SaveAutoGrades, ...]
    c.Execute.timeout = 60     # seconds a cell: nbgrader's own setting, so --Execute.timeout=90 works
    c.Execute.notebook_timeout_seconds = 600

The student's cells run in a folder of their own, which holds what was submitted and no notebook; the course's
cells in another, which holds the unit's data and its held-out files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import Execute as StockExecute
from traitlets import Enum, Integer, Unicode
from traitlets import List as ListTrait

from autograde import cells
from autograde.course import LANGUAGES
from autograde.engine import MachineFailure, run
from autograde.gradebook import need_person, open_gradebook
from autograde.job import Job, Limits, Result
from autograde.kernels.client import WARM
from autograde.sandbox.plan import LEVELS, Bounds
from autograde.sanitise import may_run_in_a_browser
from autograde.store import Results, Store

HELDOUT = "heldout"  # of a course: what no release holds
HINTS = ("hints.toml", ".hints.json")  # for a student at work: a better hint is no reason to train again
EXECUTED = "autograde_executed"  # in the resources, for SaveAutoGrades: a mark needs an execution


class Execute(StockExecute):  # type: ignore[misc]  # nbgrader is untyped
    """Runs a submission through `engine.run`. Has nbgrader's name, so that its settings reach it."""

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
    gpu_units = ListTrait(Unicode(), help="Units that a cluster runs where a graphics card is").tag(
        config=True
    )
    store = Unicode(
        ".autograde/store", help="Folder of earlier results, from the course's; empty for none"
    ).tag(config=True)
    store_bytes = Integer(2_000_000_000, help="Bytes that it may hold").tag(config=True)
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
        try:
            result = _runner.get()(self.job(notebook, resources["nbgrader"]), self.open_store())
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

    def job(self, notebook: NotebookNode, ids: dict[str, str]) -> Job:
        """Return a submission as a job.

        Args:
            notebook: sanitised.
            ids: `student` and `assignment`, as nbgrader keeps them in the resources.
        """
        return Job(
            notebook=notebook,
            files=self._students_files(ids["assignment"], ids["student"]),
            course_files=self.course_files(ids["assignment"]),
            seed=self.seed,
            secret=self._secret(ids["assignment"]),
            limits=self.limits(),
            bounds=self.bounds(),
            least=self.sandbox,
            language=notebook.metadata.get("grader_tests", {}).get("language", self.language),
            preload=tuple(self.preload),
            gpu=ids["assignment"] in self.gpu_units,
        )

    def open_store(self) -> Store | None:
        """Return the store of results that the settings name; None if they name none."""
        if not self.store:
            return None
        return Store(Path(self._coursedir.root) / Path(self.store).expanduser())

    @property
    def _coursedir(self) -> Any:
        return self.parent.parent.coursedir  # the exporter's parent is the converter

    def _students_files(self, unit: str, student: str) -> dict[str, bytes]:
        """Return what stands beside a student's notebook: what was handed in, and over it the unit's data.

        As nbgrader copies them; from where they were handed in, so that a job can be made before nbgrader's
        own turn has come.
        """
        coursedir = self._coursedir
        submitted = Path(coursedir.format_path(coursedir.submitted_directory, student, unit))
        ignored = [*coursedir.ignore, *HINTS]
        return _files(submitted, ignored) | _files(self._source(unit), ignored)

    def _source(self, unit: str) -> Path:
        return Path(self._coursedir.format_path(self._coursedir.source_directory, ".", unit))

    def _secret(self, unit: str) -> str:
        """Return a hash of the unit's solutions, which no release holds and a corrected test leaves as they
        are.
        """
        return "".join(
            _hash_of_solutions(path, path.stat().st_mtime_ns)
            for path in sorted(self._source(unit).glob("*.ipynb"))
        )

    def course_files(self, unit: str) -> dict[str, bytes]:
        """Return what the course's own cells find in their folder: the unit's data, and `heldout/`."""
        heldout = _files(Path(self._coursedir.root) / HELDOUT / unit)
        kept = _files(self._source(unit), [*self._coursedir.ignore, *HINTS])
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
        with open_gradebook(self._coursedir) as gradebook:
            need_person(gradebook, ids["assignment"], ids["student"], reason)


def _files(folder: Path, ignore: Sequence[str] = ()) -> dict[str, bytes]:
    """Return the files below a folder but notebooks and what matches a pattern of nbgrader's."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not path.is_symlink()
        and path.suffix != ".ipynb"
        and not any(
            fnmatchcase(part, pattern) for part in path.relative_to(folder).parts for pattern in ignore
        )
    }


@cache
def _hash_of_solutions(path: Path, changed: int) -> str:
    """Return a hash of a source notebook's solutions, as it was when it was `changed`."""
    notebook = nbformat.read(path, as_version=4)
    solutions = [cell.source for cell in notebook.cells if cells.is_solution(cell)]
    return hashlib.sha256("\0".join(solutions).encode()).hexdigest()


Runner = Callable[[Job, Results | None], Result]
_runner: ContextVar[Runner] = ContextVar("runner", default=run)


@contextmanager
def executed_by(runner: Runner) -> Iterator[None]:
    """Have `runner` run the jobs of this block: it may have done so before."""
    token = _runner.set(runner)
    try:
        yield
    finally:
        _runner.reset(token)


def _is_there(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that the notebook made; never over a file of the submission, and none that nbgrader reads
    or a browser runs.
    """
    if path.suffix.lower() == ".ipynb" or path.name == "timestamp.txt" or _is_there(path):
        return
    if may_run_in_a_browser(path):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        return  # a file and a folder of one name: only a forged list has them
