"""What a student's code produced, kept apart from what the tests say of it, and the keys of both in a store.

    bundle = Bundle(outputs, exchanges, files, level)
    key = answers_key(job)                        # changes with whatever the student's code can see
    store.put("answers", key, bundle.pack())
    verdict_key(job, index, bundle.pack())        # changes with whatever a verdict follows from

A corrected test changes no answer: its verdict is made anew from the bundle, and nothing is trained again.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograde.instructor import is_instructors, is_test, place
from autograde.job import Job
from autograde.kernels.environment import hardware
from autograde.sandbox.plan import Level
from autograde.transcript import Exchange
from autograde.versions import code, environment

# The modules that decide what a student's code does and tells, and those that decide what is said of it.
_ANSWERING = (
    *("autograde/bundle.py", "autograde/transcript.py", "autograde/relay.py", "autograde/wire.py"),
    *("autograde/session.py", "autograde/cellclient.py", "autograde/kernel.py", "autograde/outputs.py"),
    *("autograde/examinee.py", "autograde/values.py", "autograde/rebuild.py"),
    *("autograde/kernels/*.py", "autograde/sandbox/*.py"),
    *("grader_tests/probes.py", "grader_tests/quiet.py", "grader_tests/errors.py"),
    "grader_tests/notebook.py",
    # Their functions run beside the student's code too.
    *("grader_tests/watching.py", "grader_tests/files.py", "grader_tests/gpus.py", "grader_tests/placed.py"),
    *("grader_tests/folders.py", "grader_tests/batches.py", "grader_tests/mixed.py", "grader_tests/light.py"),
    *("grader_tests/scripted.py", "grader_tests/scripted_time.py", "grader_tests/space.py"),
)
_JUDGING = (
    *_ANSWERING,
    *("autograde/examiner.py", "autograde/instructor.py", "grader_tests/*.py", "grader_tests/**/*.mo"),
)
_WHEN = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Bundle:
    """What one run of a student's code left.

    Args:
        outputs: of each code cell that is no test, by its place among those.
        exchanges: with the tests, by name; see `Transcript`.
        files: new ones, by relative path.
        level: how the code was confined.
    """

    outputs: tuple[list[NotebookNode], ...]
    exchanges: Mapping[str, Exchange]
    files: Mapping[str, bytes]
    level: Level

    def pack(self) -> bytes:
        """Return the bundle as the bytes of an archive, the same for the same bundle."""
        blobs: dict[str, bytes] = {}

        def kept(data: bytes) -> str:
            name = hashlib.sha256(data).hexdigest()
            blobs[name] = data
            return name

        told = {
            "outputs": self.outputs,
            "exchanges": {
                name: [reply, [kept(part) for part in data]] for name, (reply, data) in self.exchanges.items()
            },
            "files": {name: kept(data) for name, data in self.files.items()},
            "level": self.level,
        }
        with io.BytesIO() as file:
            with zipfile.ZipFile(file, "w") as archive:  # the store compresses
                archive.writestr(zipfile.ZipInfo("bundle.json", _WHEN), json.dumps(told, sort_keys=True))
                for name in sorted(blobs):
                    archive.writestr(zipfile.ZipInfo(name, _WHEN), blobs[name])
            return file.getvalue()

    @classmethod
    def unpack(cls, packed: bytes) -> Bundle:
        """Return what `pack` was given."""
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            told = json.loads(archive.read("bundle.json"))
            exchanges: dict[str, Exchange] = {
                name: (reply, [archive.read(part) for part in data])
                for name, (reply, data) in told["exchanges"].items()
            }
            files = {name: archive.read(part) for name, part in told["files"].items()}
        outputs = tuple([nbformat.from_dict(output) for output in cell] for cell in told["outputs"])
        return cls(outputs, exchanges, files, told["level"])


def answers_key(job: Job) -> str:
    """Return the hash of all that a student's code can see: its cells, files, limits, packages, seed."""
    return _digest(
        environment(),
        code(*_ANSWERING),
        _settings(job),
        hardware(),
        [[is_instructors(cell), cell.source] for cell in job.notebook.cells if is_answering(cell)],
        _hashes(job.files),
    )


def verdict_key(job: Job, index: int, packed: bytes) -> str:
    """Return the hash of all that a test cell's verdict follows from.

    Where the test stands counts: an answer that is bound anew further down is another answer below.

    Args:
        job: its notebook holds the test.
        index: of the test cell.
        packed: the bundle that it examines.
    """
    cell = job.notebook.cells[index]
    before = [other for other in job.notebook.cells[:index] if is_instructors(other) and not is_test(other)]
    return _digest(
        environment(),
        code(*_JUDGING),
        _settings(job),
        hardware(),
        job.secret,
        hashlib.sha256(packed).hexdigest(),
        place(job.notebook, index),
        [other.source for other in before],
        [cell.source, cell.metadata["nbgrader"]],
        _hashes(job.course_files),
    )


def is_answering(cell: NotebookNode) -> bool:
    """Say whether a cell is run beside the student's code."""
    return cell.cell_type == "code" and bool(cell.source.strip()) and not is_test(cell)


def _settings(job: Job) -> list[Any]:
    return [asdict(job.limits), asdict(job.bounds), job.seed, job.language, job.preload]


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()
