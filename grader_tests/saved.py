"""`check_saved`: does the file hold the model, and does it come back the same?"""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.answers import Answer, Call
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import text
from grader_tests.models import Model, predict, require_model

ATOL = 1e-5  # float32 round trip


def check_saved(
    answer: Any,
    path: str | Path,
    *,
    like: Model,
    x: np.ndarray,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a function saves a model to a `.keras` file and returns what it reloads.

        saved = call(save_and_reload, model, "checked.keras")
        check_saved(saved, "checked.keras", like=model, x=x_test[:8], task=1)

    A file that is there before is deleted, so that an old one can't pass; so is the new one at the end.

    Args:
        answer: a call that saves, then returns the reloaded model.
        path: of the file, ending in `.keras`; made for this check, since it is deleted.
        like: the model that was to be saved.
        x: float32 rows that both must predict the same for.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no file, not a Keras file, or another model in the file or in the answer.
    """
    file = Path(path).name
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        expected = predict(exam, like, x)  # before the call, which may train what it is given
        answers.reach().remove_file(str(path))
        try:
            returned = require_model(exam)
            stored = stored_model(exam, path)
        finally:
            with suppress(OSError):  # a folder of that name, here in the student's own kernel
                answers.reach().remove_file(str(path))
        if returned is like or _is_an_argument(exam.answer):
            exam.fail(
                text("{name} returns the model it was given.", name=exam.name),
                expected=text("the model that `keras.saving.load_model(path)` returns"),
                next=text("load the file and return what was loaded."),
                told=True,
            )
        for name, model in ((text("the file {path}", path=f"`{file}`"), stored), (exam.name, returned)):
            found = predict(exam, model, x)
            difference = np.abs(found - expected).max() if found.shape == expected.shape else np.inf
            if not difference <= ATOL:
                exam.fail(
                    text("{name}: the model there predicts differently from the one given.", name=name),
                    expected=text("equal within {atol} on {count} rows", atol=ATOL, count=len(x)),
                    got=text("largest difference {number}", number=float(difference)),
                    next=text("save the model that was given, and load the file that was written."),
                    told=True,
                )
        exam.accept(text("{name}: saved, reloaded, and the predictions are the same.", name=exam.name))


def _is_an_argument(answer: Answer) -> bool:
    return isinstance(answer, Call) and answer.outcome().returned is not None


def stored_model(exam: Examination, path: str | Path) -> Model:
    """Return the model in a `.keras` file of the student's, or fail."""
    content = exam.touch(answers.reach().read_file, str(path))
    if content is None:
        exam.fail(
            text("There is no file at the path that was given."),
            expected=text("the file {path}", path=f"`{Path(path).name}`"),
            next=text("hand `path` to `model.save(...)` as it is."),
            told=True,
        )
    if not exam.touch(zipfile.is_zipfile, io.BytesIO(content)):
        exam.fail(
            text("The file is not in Keras's own format."),
            expected=text("what `model.save(path)` writes to a path that ends in `.keras`"),
            told=True,
        )
    return exam.touch(answers.reach().load_model, str(path))
