"""`check_loaded`: is the model that a function returns the one in the file?"""

from __future__ import annotations

import numpy as np

from grader_tests.answers import Call
from grader_tests.copies import trained_further
from grader_tests.examination import Hint, examine
from grader_tests.files import remove_files
from grader_tests.messages import text
from grader_tests.models import Model, predict, require_model
from grader_tests.saved import ATOL

TRAINED_ATOL = 1e-3  # sums of float32 in another order, through some steps; one step more changes over 1e-2


def check_loaded(
    answer: Call,
    *,
    like: Model,
    x: np.ndarray,
    after: tuple[np.ndarray, np.ndarray, int] | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a function returns the model in a file, as it is or trained further.

        check_loaded(call(reload, model_file(model, "checked.keras")), like=model, x=x_test[:8], task=1)
        resumed = call(resume, model_file(model, "checked.keras"), x, y, 3)
        check_loaded(resumed, like=model, x=x_test[:8], after=(x, y, 3), task=1)

    The files of the call are deleted at the end.

    Args:
        answer: a call whose arguments have a `model_file`.
        like: the model in that file.
        x: float32 rows that both must predict the same for.
        after: rows, labels and the number of epochs that `like` is to be trained on them before, all rows in
            one mini-batch, so that their order is nothing.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no model, or another one.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        expected = predict(exam, trained_further(like, *after) if after else like, x)
        try:
            returned = require_model(exam)
        finally:
            remove_files(exam.answer)
        found = predict(exam, returned, x)
        atol = TRAINED_ATOL if after else ATOL
        difference = np.abs(found - expected).max() if found.shape == expected.shape else np.inf
        if not difference <= atol:
            exam.fail(
                text("{name}: after the training, the model predicts something else.", name=exam.name)
                if after
                else text("{name}: the model predicts differently from the one in the file.", name=exam.name),
                expected=text("equal within {atol} on {count} rows", atol=atol, count=len(x)),
                got=text("largest difference {number}", number=float(difference)),
                next=text("train the model of the file, on the rows and for the epochs that are handed over.")
                if after
                else text("return what was loaded from the file that is handed over."),
                told=True,
            )
        exam.accept(text("{name} returns the model in the file.", name=exam.name))
