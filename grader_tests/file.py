"""`check_file`: does a call leave a file that holds the model, or its weights?"""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import numpy as np

from grader_tests.answers import Call
from grader_tests.examination import Examination, Hint, examine
from grader_tests.files import content_of, remove
from grader_tests.messages import text
from grader_tests.models import Model, predict
from grader_tests.quiet import quiet
from grader_tests.saved import ATOL, stored_model

_PARTS = 10_000  # groups and arrays of a file
_LARGEST = 256_000_000  # bytes of all its arrays


def check_file(
    answer: Call,
    path: str,
    *,
    like: Model,
    x: np.ndarray,
    weights: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a call leaves a file that holds a model, or a model's weights.

        check_file(call(save_full, model, "checked"), "checked.keras", like=model, x=x_test[:8], task=1)
        saved = call(save_weights, model, "checked")
        check_file(saved, "checked.weights.h5", weights=True, like=model, x=x_test[:8], task=1)

    The file is read in the process of the tests, which never saw the student's model. A file that is there
    before is deleted, so that an old one can't pass; so is the new one at the end.

    Args:
        answer: a call that saves; what it returns does not count.
        path: of the file, in the working folder; made for this check, since it is deleted.
        like: the model that was to be saved.
        x: float32 rows that both must predict the same for.
        weights: the file holds weights, for `load_weights` of a new model with the same layers.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no file, a file of another kind, or another model in it.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        expected = predict(exam, like, x)  # before the call, which may train what it is given
        remove(path)
        try:
            exam.value()
            content = content_of(exam, path)
            stored = _with_weights(exam, like, content) if weights else stored_model(exam, path)
        finally:
            remove(path)
        name = text("the file {path}", path=f"`{path}`")
        found = predict(exam, stored, x)
        difference = np.abs(found - expected).max() if found.shape == expected.shape else np.inf
        if not difference <= ATOL:
            exam.fail(
                text("{name}: the model there predicts differently from the one given.", name=name),
                expected=text("equal within {atol} on {count} rows", atol=ATOL, count=len(x)),
                got=text("largest difference {number}", number=float(difference)),
                next=text("save the model that was given, as it is."),
                told=True,
            )
        exam.accept(text("{name} holds what the task asks for.", name=name))


def _with_weights(exam: Examination, like: Model, content: bytes) -> Model:
    """Return a new model like another, with the weights of a student's file."""
    with quiet():
        made = keras.models.clone_model(like)
        try:
            _load(made, content)
        except Exception:  # as many as there are ways to write another file
            made = None
    if made is None:
        exam.fail(
            text("The file holds no weights that a model with the same layers can load."),
            expected=text("what `model.save_weights(...)` writes"),
            next=text("a whole model under the name of weights is no file of weights."),
            told=True,
        )
    return made


def _load(model: Model, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.weights.h5"
        path.write_bytes(_arrays_alone(content))
        model.load_weights(path)


def _arrays_alone(content: bytes) -> bytes:
    """Return an HDF5 file with the groups and arrays of another: no link, and nothing kept elsewhere.

    Raises:
        ValueError: it has such things, or too much.
    """
    import h5py

    parts, size = 0, 0
    with io.BytesIO() as made:
        with h5py.File(io.BytesIO(content), "r") as given, h5py.File(made, "w") as clean:
            waiting: list[tuple[Any, Any]] = [(given, clean)]
            while waiting:
                source, target = waiting.pop()
                for name in source:
                    parts += 1
                    if parts > _PARTS or not isinstance(source.get(name, getlink=True), h5py.HardLink):
                        raise ValueError("a file of weights without links")
                    item = source[name]
                    if isinstance(item, h5py.Group):
                        waiting.append((item, target.create_group(name)))
                        continue
                    size += int(np.prod(item.shape, dtype=object)) * item.dtype.itemsize
                    if item.external or item.is_virtual or item.dtype.kind not in "biuf" or size > _LARGEST:
                        raise ValueError("weights in the file itself")
                    target.create_dataset(name, data=item[()])
        return made.getvalue()
