"""`check_placed`: on which device does a function compute, and what?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.arrays import as_numbers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import shown, text

_MOST = 100  # operations that are noted
_DEVICE = re.compile(r"([A-Z]+):(\d+)$")  # at the end of every way to write one: /device:CPU:1, CPU:1
_ROUNDING = 5e-7  # of float32 sums in another order, as a fraction of the sum of sizes


@dataclass(frozen=True)
class _Operation:
    shapes: list[tuple[int, ...]]
    taken_from: str
    made_on: str


@dataclass(frozen=True)
class _Work:
    operations: list[_Operation]
    returned: Any
    spread: float
    total: float
    size: float


def check_placed(
    function: Any,
    *arguments: Any,
    operation: str,
    device: str | None = None,
    shapes: Sequence[tuple[int, ...]] | None = None,
    times: int | None = None,
    spread: bool = False,
    total: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check where a function computes: by TensorFlow's own record of every operation that it runs.

        check_placed(on_device, small_job, "/CPU:1", operation="MatMul", device="/CPU:1", task=1)
        check_placed(conv_step, "/CPU:1", operation="Conv2D", device="/CPU:1", task=3)
        check_placed(conv_step, "/CPU:0", operation="Conv2D", shapes=[(8, 9, 9, 3), (7, 7, 3, 32)], task=1)

    `tf.function` runs its operations one by one meanwhile: the devices would not be told otherwise.

    Args:
        function: the student's.
        *arguments: what it gets.
        operation: TensorFlow's name of the one that counts.
        device: on which it is to be computed, and its first input to lie.
        shapes: of its first inputs.
        times: how often it is run.
        spread: whether the numbers of its first input must differ.
        total: whether the function must return the sum of its last output, as one number.
        task: number of the point of the task.
        hidden: the message tells devices and shapes: the task says what they are.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no such operation, another device, other shapes, or another result.
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
        asked = [target, list(arguments), operation]
        work = exam.touch(lambda: _read(answers.reach().call(watch_operations, asked, {}).result))
        if not work.operations:
            exam.fail(
                text("{name} computes no {operation}.", name=exam.name, operation=operation),
                next=text("is it called, and is its result used?"),
            )
        if times is not None and len(work.operations) != times:
            exam.fail(
                text(
                    "{name} computes {operation} another number of times.",
                    name=exam.name,
                    operation=operation,
                ),
                expected=shown(times),
                got=shown(len(work.operations)),
                told=True,
            )
        if shapes is not None:
            _check_shapes(exam, work, operation, shapes)
        if device is not None:
            _check_device(exam, work, operation, device)
        if spread and not work.spread > 0:
            exam.fail(
                text(
                    "{name}: all numbers that go into {operation} are the same.",
                    name=exam.name,
                    operation=operation,
                ),
                next=text("`tf.random.normal` draws random ones."),
            )
        if total:
            _check_total(exam, work)
        exam.accept(
            text("{name}: {operation} is computed as it should be.", name=exam.name, operation=operation)
        )


def _check_shapes(exam: Examination, work: _Work, operation: str, shapes: Sequence[tuple[int, ...]]) -> None:
    for done in work.operations:
        if done.shapes[: len(shapes)] != list(shapes):
            exam.fail(
                text("{name}: {operation} gets other shapes.", name=exam.name, operation=operation),
                expected=shown(", ".join(map(str, shapes))),
                got=shown(", ".join(map(str, done.shapes[: len(shapes)]))),
                next=text("images first, then the weights: height, width, channels in, filters."),
                told=True,
            )


def _check_device(exam: Examination, work: _Work, operation: str, device: str) -> None:
    wanted = _place(device)
    for done in work.operations:
        if done.made_on != wanted:
            exam.fail(
                text(
                    "{name}: {operation} is computed on another device.", name=exam.name, operation=operation
                ),
                expected=shown(wanted),
                got=shown(done.made_on),
                next=text("what stands inside `with tf.device(...)`, and which device does it name?"),
                told=True,
            )
        if done.taken_from != wanted:
            exam.fail(
                text(
                    "{name}: the input of {operation} lies on another device.",
                    name=exam.name,
                    operation=operation,
                ),
                expected=shown(wanted),
                got=shown(done.taken_from),
                next=text(
                    "make it inside `with tf.device(...)` too, or each run copies it from device to device."
                ),
                told=True,
            )


def _check_total(exam: Examination, work: _Work) -> None:
    numbers = as_numbers(exam, work.returned, exam.name)
    if numbers.shape != ():
        exam.fail(
            text("{name} has the wrong shape.", name=exam.name),
            expected=text("one number, shape {shape}", shape="()"),
            got=shown(str(numbers.shape)),
            told=True,
        )
    if not abs(float(numbers) - work.total) <= _ROUNDING * work.size:
        exam.fail(
            text("{name} does not return the sum of what the layer computed.", name=exam.name),
            expected=shown(f"{work.total:.6g}"),
            got=shown(f"{float(numbers):.6g}"),
            next=text("`tf.reduce_sum` adds up all numbers of a tensor."),
        )


def _read(told: Any) -> _Work:
    """Return what came of the student's process as what it should be; anything else raises."""
    return _Work(
        [
            _Operation(
                [tuple(int(side) for side in shape) for shape in done["shapes"]],
                str(done["taken_from"])[:20],
                str(done["made_on"])[:20],
            )
            for done in list(told["operations"])[:_MOST]
        ],
        told["returned"],
        float(told["spread"]),
        float(told["total"]),
        float(told["size"]),
    )


def _place(device: str) -> str:
    found = _DEVICE.search(device.upper())
    return f"{found[1]}:{found[2]}" if found else device


def watch_operations(
    function: Callable[..., Any], arguments: Sequence[Any], operation: str
) -> dict[str, Any]:
    """Return every operation of one kind that a function runs: shapes, device of the input, of the work.

    Runs in the student's process. `total` and `size` are sums of the last output's numbers and of their
    sizes; `spread` is the standard deviation of the first operation's first input.
    """
    import tensorflow as tf
    from tensorflow.python.framework import op_callbacks

    seen: list[tuple[Any, Any]] = []

    def note(
        kind: str | bytes, inputs: Any, _: Any, outputs: Any, op_name: Any = None, graph: Any = None
    ) -> None:
        name = kind.decode() if isinstance(kind, bytes) else kind  # each of TensorFlow's two ways has its own
        if name == operation and graph is None and len(seen) < _MOST:  # in a graph nothing is computed yet
            seen.append((list(inputs), outputs[0]))

    before = tf.config.functions_run_eagerly()
    tf.config.run_functions_eagerly(True)
    op_callbacks.add_op_callback(note)
    try:
        returned = function(*arguments)
    finally:
        op_callbacks.remove_op_callback(note)
        tf.config.run_functions_eagerly(before)
    first = np.asarray(seen[0][0][0], dtype=float) if seen else np.zeros(1)
    last = np.asarray(seen[-1][1]) if seen else np.zeros(1)
    return {
        "operations": [
            {
                "shapes": [list(given.shape) for given in inputs],
                "taken_from": _place(inputs[0].device),
                "made_on": _place(output.device),
            }
            for inputs, output in seen
        ],
        "returned": returned,
        "spread": float(first.std()),
        "total": float(last.sum(dtype=float)),
        "size": float(np.abs(last).sum(dtype=float)),
    }


def small_job() -> Any:
    """Multiply two small matrices and return the sum of the product, 42: some work for a device."""
    import tensorflow as tf

    return tf.reduce_sum(tf.matmul(tf.ones((2, 3)), tf.ones((3, 7))))
