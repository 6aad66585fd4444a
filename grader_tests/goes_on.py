"""`check_goes_on`: does a saved model go on training as if nothing had happened?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.answers import Call
from grader_tests.arrays import as_numbers
from grader_tests.copies import copied, trained_further
from grader_tests.examination import Examination, Hint, examine
from grader_tests.files import content_of, remove, remove_files
from grader_tests.handles import Handle, as_compiled
from grader_tests.loaded import TRAINED_ATOL
from grader_tests.messages import text
from grader_tests.models import Model, predict, require_model
from grader_tests.probes import outputs_after_fit, to_numpy
from grader_tests.saved import stored_model

_EPOCHS = 3  # that both are trained further


def check_goes_on(
    answer: Call,
    path: str | None = None,
    *,
    like: Model,
    x: np.ndarray,
    y: np.ndarray,
    epochs: int = 0,
    batch_size: int | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a model was saved or loaded with its optimizer: that it goes on training as `like` does.

        check_goes_on(call(save_full, model, "checked"), "checked.keras", like=model, x=x, y=y, task=2)
        resumed = call(resume, model_file(model, "checked.keras"), x, y, 3)
        check_goes_on(resumed, like=model, x=x, y=y, epochs=3, task=2)

    Both are trained some epochs further, all rows in one mini-batch: what comes of it depends on the weights,
    the loss, the optimizer, its learning rate and all that it remembers.

    Args:
        answer: a call that saves a model or returns one.
        path: of the `.keras` file that it saves, which is deleted at the end; None: the model is returned.
        like: the model that was to be saved or loaded, compiled.
        x: float32 rows to train on.
        y: their labels.
        epochs: for which the call itself trains the model on these rows.
        batch_size: rows of its mini-batches, where not all come in one. Their order is anybody's: give it a
            learning rate of 0, so that they are counted, and nothing else comes of them.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no model, one that is not compiled, or whose optimizer has another state.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        reached = trained_further(like, x, y, epochs, batch_size)
        found = _found(exam, path)
        name = exam.name if path is None else text("the file {path}", path=f"`{path}`")
        compiled = exam.touch(as_compiled, found)
        if not exam.touch(lambda: bool(compiled.compiled)):
            exam.fail(
                text("{name}: the model has lost what it was compiled with.", name=name),
                next=text("the loss and the optimizer are in a `.keras` file: were they saved, and loaded?"),
                told=True,
            )
        steps = exam.touch(lambda: int(to_numpy(compiled.optimizer.iterations)))
        wanted = int(to_numpy(reached.optimizer.iterations))
        if steps != wanted:
            exam.fail(
                text("{name}: the optimizer has counted another number of steps.", name=name),
                expected=text("{number} steps", number=wanted),
                got=text("{number} steps", number=steps),
                next=text("after another `compile` the optimizer counts from 0 and remembers nothing.")
                if steps < int(to_numpy(like.optimizer.iterations))
                else text("on how many mini-batches was the model trained, and on how many should it be?"),
            )
        expected = predict(exam, trained_further(reached, x, y, _EPOCHS), x)
        went = as_numbers(exam, exam.touch(_outputs_later, compiled, x, y), name)
        difference = np.abs(went - expected).max() if went.shape == expected.shape else np.inf
        if not difference <= TRAINED_ATOL:
            exam.fail(
                text("{name}: trained further, the model differs from what it should become.", name=name),
                expected=text("equal within {atol} on {count} rows", atol=TRAINED_ATOL, count=len(x)),
                got=text("largest difference {number}", number=float(difference)),
                next=text("are the loss, the optimizer, its learning rate and its state those of the model?"),
                told=True,
            )
        exam.accept(text("{name}: the model goes on training where it stopped.", name=name))


def _found(exam: Examination, path: str | None) -> Model:
    """Return the model that the call saved or returned, or fail."""
    try:
        if path is None:
            return require_model(exam)
        remove(path)
        exam.value()
        content_of(exam, path)
        return stored_model(exam, path)
    finally:
        if path is not None:
            remove(path)
        remove_files(exam.answer)


def _outputs_later(model: Model, x: np.ndarray, y: np.ndarray) -> Any:
    """Return the outputs after some epochs more; where that can be, of a copy."""
    if isinstance(model, Handle):
        keywords = {"epochs": _EPOCHS, "batch_size": len(x)}
        return answers.reach().probe("outputs_after_fit", [model, x, y, x], keywords)
    return outputs_after_fit(copied(model), x, y, x, epochs=_EPOCHS, batch_size=len(x))
