"""`check_computes`: what do a layer or a model compute when their weights are given?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader_tests import answers, probes
from grader_tests.arrays import compare_arrays
from grader_tests.examination import Hint, examine
from grader_tests.handles import Handle, is_kind
from grader_tests.messages import shown, text

ATOL = 1e-4  # float32: sums of some hundred products of size 1


def check_computes(
    part: Any,
    x: np.ndarray,
    expected: Any,
    *,
    weights: Sequence[np.ndarray | None],
    atol: float = ATOL,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what a layer or model makes of given rows with given weights, whichever way it is written.

        check_computes(call(dense_layer), x, relu(x @ kernel + bias), weights=[kernel, bias], task=1)
        check_computes(call(add_layers, body), x, expected, weights=[None, None, kernel, bias], task=2)

    Units, biases, activations and the way from layer to layer all show in the numbers. Dropout is off, and
    the answer's own weights are put back.

    Args:
        part: a layer or a model, or an answer that gives one; it is called on `x` if it has no weights yet.
        x: float32, `(batch, …)` as the task states.
        expected: the output, by arithmetic of the test's own.
        weights: of all layers, in their order; None leaves one as it is. Weights of different shapes find
            their places whatever the order.
        atol: largest absolute difference allowed.
        task: number of the point of the task.
        hidden: the message shows no numbers, only shapes.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no layer, weights of other shapes, or other numbers.
    """
    wanted = np.asarray(expected, dtype=float)
    with examine(part, task=task, hidden=hidden, hint=hint) as exam:
        found = exam.not_none()
        if not exam.touch(is_kind, found, "Layer"):  # a model is a layer too
            exam.fail(
                text("{name} is neither a layer nor a model.", name=exam.name),
                got=exam.kind(found),
                told=True,
                early=True,
            )
        if isinstance(found, Handle):
            seen = exam.touch(answers.reach().probe, "computed", [found, x, list(weights)], {})
        else:
            seen = exam.touch(probes.computed, found, x, weights)
        # What comes of another process is looked at inside `touch`: it may be anything.
        output, shapes = exam.touch(lambda: (seen["output"], [np.shape(own) for own in seen["weights"]]))
        if output is None:
            exam.fail(
                text("{name} has weights of other shapes than the task asks for.", name=exam.name),
                expected=shown(_listed([None if given is None else np.shape(given) for given in weights])),
                got=shown(_listed(shapes)),
                next=text("how many layers, how many units in each, and does each have a bias?"),
                told=True,
                early=True,
            )
        compare_arrays(exam, output, wanted, atol=atol, rtol=0.0)
        exam.accept(text("{name} computes what it should.", name=exam.name))


def _listed(shapes: Sequence[tuple[int, ...] | None]) -> str:
    return ", ".join("…" if shape is None else str(tuple(map(int, shape))) for shape in shapes) or "—"
