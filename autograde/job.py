"""One submission's notebook to execute and examine, and what comes of it: plain data, for any scheduler.

job = Job(notebook, files={"data.csv": b"..."}, seed=1, limits=Limits(), language="ru")
engine.run(job).notebook.cells[3].outputs
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from nbformat import NotebookNode

from autograde.kernels.client import WARM
from autograde.sandbox.plan import Bounds, Level


@dataclass(frozen=True)
class Limits:
    """What one notebook may use: times in seconds, by the kernel's `Stopwatch`; sizes in bytes."""

    cell_timeout_seconds: float = 60
    notebook_timeout_seconds: float = 600
    startup_timeout_seconds: float = 120
    interrupt_grace_seconds: int = 4  # from the interrupt of a cell to the end of its kernel
    output_bytes: int = 2_000_000  # of one cell
    notebook_output_bytes: int = 20_000_000  # of all of the student's cells
    files_bytes: int = 50_000_000  # of all files that the notebook made
    free_disk_bytes: int = 50_000_000  # with less the machine is called full


@dataclass(frozen=True)
class Job:
    """A sanitised notebook and all that its outputs depend on.

    Args:
        notebook: format 4; left as it is. Its nbgrader metadata is the course's: locked cells are run by the
            examiner.
        files: what stands beside it in the student's working folder, by relative path with `/`.
        course_files: what stands beside it in the examiner's: the course's own, held-out rows included.
        seed: of Python, NumPy and Keras.
        secret: what no student knows; what the tests draw follows from it.
        limits: see `Limits`.
        bounds: of memory, disk and processes, for each of the two kernels.
        least: the weakest level of confinement that will do.
        language: of the messages, `ru` or `en`.
        preload: modules that are imported before a kernel starts.
        gpu: whether a cluster is to run it where a graphics card is.
    """

    notebook: NotebookNode
    files: Mapping[str, bytes] = field(default_factory=dict)
    course_files: Mapping[str, bytes] = field(default_factory=dict)
    seed: int = 0
    secret: str = ""
    limits: Limits = field(default_factory=Limits)
    bounds: Bounds = field(default_factory=Bounds)
    least: Level = "landlock"
    language: str = "en"
    preload: tuple[str, ...] = WARM
    gpu: bool = False


@dataclass(frozen=True)
class Result:
    """What a job made.

    Args:
        notebook: a copy with the outputs.
        status: `finished`, or `stopped` when the student's kernel did not live to the end.
        reason: why it stopped, for a teacher; None when finished.
        seconds: of the wall clock, the kernels' start included.
        files: new files of the working folder, by relative path; too many bytes of them and there are none.
        level: how the student's code was confined.
        student_cpu_seconds: of the examinee, its start included.
        tests_cpu_seconds: of the examiner, likewise.
    """

    notebook: NotebookNode
    status: Literal["finished", "stopped"]
    reason: str | None
    seconds: float
    files: Mapping[str, bytes]
    level: Level
    student_cpu_seconds: float
    tests_cpu_seconds: float
