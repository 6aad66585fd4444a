"""Files of models, as arguments of a student's functions: made here, written where the function runs.

check_loaded(call(reload, model_file(model, "checked.keras")), like=model, x=x_test[:8], task=1)
"""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grader_tests import answers
from grader_tests.answers import Answer, Call
from grader_tests.copies import copied
from grader_tests.examination import Examination
from grader_tests.messages import text
from grader_tests.models import Model
from grader_tests.quiet import quiet

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can tell
_SAVED_ON = "2000-01-01@00:00:00"


def model_file(model: Model, path: str) -> ModelFile:
    """Return a file with a model of the instructor's, an argument for `call`; the check removes it.

        check_loaded(call(reload, model_file(model, "checked.keras")), like=model, x=x, task=1)

    Args:
        model: whole, its optimizer's state included; classes of one's own go by their bare names.
        path: in the working folder, ending in `.keras` or `.h5`; the function gets it.
    """
    return ModelFile(model, path)


@dataclass(frozen=True)
class ModelFile(Answer):
    """See `model_file`."""

    model: Model
    path: str
    _content: list[bytes] = field(default_factory=list, repr=False, compare=False)

    def reach(self) -> str:
        """Write the file, and return its path."""
        if not self._content:
            self._content.append(content_for(self.model, Path(self.path).suffix))
        answers.reach().call(write_file, [self.path, self._content[0]], {})
        return self.path

    @property
    def name(self) -> str:
        """The path."""
        return f"`{self.path}`"


def write_file(path: str, content: bytes) -> None:
    """Write a file. Runs in the student's process."""
    Path(path).write_bytes(content)


def remove_files(answer: Answer) -> None:
    """Remove the files that were made for a call."""
    for given in answer.arguments if isinstance(answer, Call) else ():
        if isinstance(given, ModelFile):
            remove(given.path)


def remove(path: str) -> None:
    """Remove a file that a student's code may have written."""
    with suppress(OSError):  # a folder of that name, here in the student's own kernel
        answers.reach().remove_file(path)


def content_of(exam: Examination, path: str) -> bytes:
    """Return what stands in a file that a student's function writes, or fail."""
    content = exam.touch(answers.reach().read_file, path)
    if content is None:
        exam.fail(
            text("There is no file with the name that the task asks for."),
            expected=text("the file {path}", path=f"`{path}`"),
            next=text("print the name that you hand to Keras: is it `path` and the extension?"),
            told=True,
            early=True,
        )
    return content


def content_for(model: Model, suffix: str) -> bytes:
    """Return the bytes of a file that holds a copy of a model: the same for the same model.

    Args:
        model: whole.
        suffix: `.keras` or `.h5`.
    """
    with TemporaryDirectory() as folder, quiet():
        path = Path(folder) / f"model{suffix}"
        copied(model).save(path)  # a copy: saving to .h5 changes what a later .keras file holds
        content = path.read_bytes()
    return _without_chance(content) if suffix == ".keras" else content


def _without_chance(content: bytes) -> bytes:
    """Return a `.keras` file without its date and the addresses of objects: the same questions can be asked
    again.
    """
    with io.BytesIO() as made:
        with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(made, "w") as archive:
            for name in given.namelist():
                part = given.read(name)
                if name == "config.json":
                    part = json.dumps(_by_bare_name(json.loads(part))).encode()
                elif name == "metadata.json":
                    part = json.dumps({**json.loads(part), "date_saved": _SAVED_ON}).encode()
                archive.writestr(zipfile.ZipInfo(name, _DATE), part)
        return made.getvalue()


def _by_bare_name(config: Any) -> Any:
    """Return a configuration without addresses, in which `package>Name` is `Name`.

    In a student's own kernel a class may have been registered meanwhile; a file that was written before that
    does not know it.
    """
    if isinstance(config, dict):
        return {
            key: part.rpartition(">")[2] if key == "registered_name" and part else _by_bare_name(part)
            for key, part in config.items()
            if key != "shared_object_id"
        }
    return [_by_bare_name(part) for part in config] if isinstance(config, list) else config
