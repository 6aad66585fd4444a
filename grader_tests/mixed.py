"""`check_mixed_precision`: in which numbers does a model compute, keep its weights, and answer?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import keras
import numpy as np

from grader_tests import answers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import is_kind
from grader_tests.messages import shown, text
from grader_tests.probes import flat_layers, to_numpy

_HALF = ("float16", "bfloat16")
_USUAL = "float32"  # the policy that the function finds
_ROWS = 16  # drawn, to see outputs
_SUM_ATOL = 1e-2  # float16 has three digits, and adds up as many as there are classes


def check_mixed_precision(
    function: Any,
    features: int,
    *more: Any,
    classes: int | None = None,
    computes: bool = False,
    output: bool = False,
    policy: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a function makes a model of mixed precision, claim by claim.

        check_mixed_precision(mixed_precision_model, 20, 3, classes=3, task=1)
        check_mixed_precision(mixed_precision_model, 20, 3, computes=True, task=2)
        check_mixed_precision(mixed_precision_model, 20, 3, output=True, task=3)
        check_mixed_precision(mixed_precision_model, 20, 3, policy=True, task=4)

    It runs the function under the policy float32, and puts the policy back that it found.

    Args:
        function: the student's.
        features: its first argument, numbers in a row of the model's input.
        *more: its other arguments.
        classes: how many probabilities the model must give for a row, after a hidden layer with weights.
        computes: whether all layers with weights keep them in float32, and all but the last compute in half
            precision.
        output: whether the output is float32, and was computed so.
        policy: whether the policy for new layers must be what it was.
        task: number of the point of the task.
        hidden: the message tells kinds of numbers: the task says which.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no model, an error, or other numbers.
    """
    with examine(function, task=task, hidden=hidden, hint=hint) as exam:
        target = exam.value()
        if not callable(target):
            exam.fail(
                text("{name} is not a function.", name=exam.name),
                got=exam.kind(target),
                told=True,
                early=True,
            )
        asked = [target, [features, *more], features]
        told = exam.touch(lambda: dict(answers.reach().call(precision, asked, {}).result))
        if not told.get("model"):
            exam.fail(
                text("{name} does not return a Keras model.", name=exam.name),
                next=text("does the function end with `return`?"),
                told=True,
                early=True,
            )
        if classes is not None:
            shape = exam.touch(lambda: tuple(int(side) for side in told["shape"]))
            _check_probabilities(exam, shape, bool(told.get("sums")), len(list(told["layers"])), classes)
        if computes:
            _check_layers(exam, exam.touch(lambda: [(str(c), str(v)) for c, v in told["layers"]]))
        if output:
            _check_output(exam, str(told.get("dtype"))[:20], exam.touch(lambda: bool(told["rounded"])))
        if policy:
            before, after = exam.touch(lambda: [str(name)[:40] for name in told["policy"]])
            if before != after:
                exam.fail(
                    text("{name} leaves another policy for new layers than it found.", name=exam.name),
                    expected=shown(before),
                    got=shown(after),
                    next=text(
                        "give the policy to the layers by `dtype=`, or put the old one back in the end."
                    ),
                    told=True,
                )
        exam.accept(text("{name}: mixed precision as it should be.", name=exam.name))


def _check_probabilities(
    exam: Examination, shape: tuple[int, ...], sums: bool, layers: int, classes: int
) -> None:
    if shape != (_ROWS, classes):
        exam.fail(
            text("{name}: the model puts out another shape.", name=exam.name),
            expected=shown(str((None, classes))),
            got=shown(str((None, *shape[1:]))),
            told=True,
        )
    if not sums:
        exam.fail(
            text("{name}: the model does not put out probabilities.", name=exam.name),
            expected=text("numbers from 0 to 1 whose sum is 1 in each row"),
            next=text("which activation turns any numbers into probabilities?"),
            told=True,
        )
    if layers < 2:
        exam.fail(
            text("{name}: the model has no hidden layer with weights.", name=exam.name),
            next=text("one dense layer before the output layer is enough."),
            told=True,
        )


def _check_layers(exam: Examination, layers: Sequence[tuple[str, str]]) -> None:
    for number, (computed, kept) in enumerate(layers, start=1):
        if kept != "float32":
            exam.fail(
                text(
                    "{name}: layer {number} with weights keeps them in other numbers.",
                    name=exam.name,
                    number=number,
                ),
                expected=shown("float32"),
                got=shown(kept[:20]),
                next=text("a policy that begins with `mixed_` keeps weights in float32."),
                told=True,
            )
        if number < len(layers) and computed not in _HALF:
            exam.fail(
                text(
                    "{name}: layer {number} with weights computes in other numbers.",
                    name=exam.name,
                    number=number,
                ),
                expected=shown(" / ".join(_HALF)),
                got=shown(computed[:20]),
                next=text(
                    "the policy `mixed_float16` stands in `dtype=` of a layer, or counts for all new ones."
                ),
                told=True,
            )


def _check_output(exam: Examination, dtype: str, rounded: bool) -> None:
    if dtype != "float32":
        exam.fail(
            text("{name}: the model's output has another kind of numbers.", name=exam.name),
            expected=shown("float32"),
            got=shown(dtype),
            next=text("the last layer takes `dtype=` too."),
            told=True,
        )
    if rounded:
        exam.fail(
            text(
                "{name}: the output was computed in half precision and only then turned into float32.",
                name=exam.name,
            ),
            next=text("softmax itself belongs to float32: give the last activation `dtype=`."),
            told=True,
        )


def precision(function: Callable[..., Any], arguments: Sequence[Any], features: int) -> dict[str, Any]:
    """Return in which numbers the model of a function works. Runs in the student's process.

    Returns:
        `policy`: for new layers, before and after; `shape` and `sums` of the output: whether its rows are
        probabilities;
        `model`: whether it is one; `layers`: of each with weights, in what it computes and in what it keeps
        them; `dtype`: of the output; `rounded`: whether each of its numbers is one of half precision.
    """
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(_USUAL)
    try:
        model = function(*arguments)
        found: dict[str, Any] = {"policy": [_USUAL, keras.config.dtype_policy().name]}
        if not is_kind(model, "Model"):
            return {**found, "model": False}
        drawn = np.random.default_rng(1).normal(size=(_ROWS, features)).astype("float32")
        output = model(drawn, training=False)
        numbers = to_numpy(output).astype(float)
        return {
            **found,
            "model": True,
            "layers": [
                [str(part.compute_dtype), str(part.variable_dtype)]
                for part in flat_layers(model)
                if part.weights
            ],
            "shape": list(output.shape),
            "sums": bool((numbers >= 0).all() and np.allclose(numbers.sum(axis=-1), 1.0, atol=_SUM_ATOL)),
            "dtype": str(keras.backend.standardize_dtype(output.dtype)),
            "rounded": any(_is_rounded(output, half) for half in _HALF),
        }
    finally:
        keras.config.set_dtype_policy(before)


def _is_rounded(output: Any, half: str) -> bool:
    back = keras.ops.cast(keras.ops.cast(output, half), output.dtype)
    return bool((to_numpy(back) == to_numpy(output)).all())
