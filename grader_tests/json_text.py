"""`check_json`: does a text describe the layers of a model?"""

from __future__ import annotations

from typing import Any

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Hint, examine
from grader_tests.failures import CheckBroken, CheckFailed
from grader_tests.handles import is_kind
from grader_tests.messages import text
from grader_tests.models import Model, predict
from grader_tests.saved import ATOL


def check_json(
    answer: Any,
    *,
    like: Model,
    x: np.ndarray,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a text is JSON from which Keras builds a model with the same layers as another.

        check_json(call(to_json, model), like=model, x=x_test[:8], task=1)

    The new model gets the weights of `like`, and must then compute the same.

    Args:
        answer: the text, or an answer that gives it.
        like: the model that is described.
        x: float32 rows that both must predict the same for.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no text, no description of a model, or other layers.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        found = exam.not_none()
        if not isinstance(found, str):
            exam.fail(
                text("{name} is not a string.", name=exam.name),
                expected=text("a text from which `keras.models.model_from_json` builds a model"),
                got=exam.kind(found),
                told=True,
            )
        expected = predict(exam, like, x)
        built = exam.touch(_built, found)
        if built is None:
            exam.fail(
                text("{name}: no model can be built from this text.", name=exam.name),
                expected=text("a text from which `keras.models.model_from_json` builds a model"),
                next=text("call `keras.models.model_from_json(...)` with it yourself and read the error."),
                told=True,
            )
        outputs = exam.touch(_outputs, built, like, x)
        same = isinstance(outputs, np.ndarray) and outputs.shape == expected.shape
        if not (same and np.abs(outputs - expected).max() <= ATOL):
            exam.fail(
                text("{name} describes other layers.", name=exam.name),
                expected=text("the layers of the model that was given"),
                next=text("compare `summary()` of the two models."),
                told=True,
            )
        exam.accept(text("{name} describes the layers of the model.", name=exam.name))


def _built(description: str) -> Model | None:
    """Return the model that a text describes, built in the student's process; None if it describes none."""
    try:
        made = answers.reach().call(keras.models.model_from_json, [description], {}).result
    except (CheckFailed, CheckBroken):
        raise
    except Exception:  # as many as there are texts
        return None
    return made if is_kind(made, "Model") else None


def _outputs(built: Model, like: Model, x: np.ndarray) -> Any:
    """Return what a model computes with the weights of another; None where they don't fit."""
    found = answers.reach().probe("computed", [built, x, like.get_weights()], {})
    outputs = found["output"]
    return None if outputs is None else np.asarray(keras.ops.convert_to_numpy(outputs))
