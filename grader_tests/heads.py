"""`check_heads`: does a model have the outputs of the task? `head_of`: one of them, for other checks.

    check_heads(call(shared_model, 6), x, {"mpg": 1, "origin": 3}, probabilities=("origin",), task=1)
    check_reaches(head_of(trained[0], "mpg", x, HEADS), x, y, metric="mae", at_most=2.5, task=2)

A dictionary by name is as right as a list in the order of the task.
"""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader_tests import answers, probes
from grader_tests.answers import Answer, Item, NoSuchResult, Value, source_of_argument
from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.handles import Handle
from grader_tests.messages import Text, clean, shown, text
from grader_tests.models import Model, require_model
from grader_tests.output import SUM_ATOL

_DRAWS = 8  # of all kernels: an output without an activation then takes numbers of any size and sign
_SIZE = 5.0  # of drawn kernels, by the root of the number of inputs
_FAR = 2.0  # further from 0 than tanh, sigmoid or the lower end of elu ever come


def check_heads(
    model: Any,
    x: np.ndarray,
    heads: Mapping[str, int | Collection[int]],
    *,
    probabilities: Collection[str] = (),
    numbers: Collection[str] = (),
    scores: Collection[str] = (),
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check which outputs a model has: their names or order, their sizes, what they can be.

        check_heads(model, x, {"mpg": 1, "origin": 3}, numbers=("mpg",), probabilities=("origin",), task=1)

    Args:
        model: a Keras model, or an answer that gives one.
        x: float32, `(batch, …)` as the task states; some 30 rows.
        heads: by name, in the order that a list has, how many numbers a row gets; several to choose from.
        probabilities: names of outputs whose numbers are not negative and add up to 1 in each row.
        numbers: names of outputs that can be any number: no activation bounds them, whatever the weights.
        scores: names of outputs that are probabilities or logits: one of the two above; a single number may
            be the probability of one class.
        task: number of the point of the task.
        hidden: the message shows no numbers but shapes.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = require_model(exam)
        outputs = heads_of(exam, found, x, list(heads))
        for name, sizes in heads.items():
            _compare_shape(exam, name, outputs[name], len(x), [sizes] if isinstance(sizes, int) else sizes)
        for name in probabilities:
            _add_up(exam, name, outputs[name])
        free = [*numbers, *(name for name in scores if not _are_probabilities(outputs[name]))]
        if free:
            _reach_far(exam, found, x, list(heads), free)
        exam.accept(text("{name}: the outputs are right.", name=exam.name))


@dataclass(frozen=True)
class Head(Item):
    """What one output of a model gives for some rows; make one with `head_of`."""

    x: Any = field(default=None, compare=False)
    heads: Sequence[str] = ()

    def reach(self) -> Any:
        """Return the output, `(rows, numbers of a row)`, or raise `NoSuchResult`."""
        outputs = outputs_for(self.of.reach(), self.x)
        found = by_name(outputs, self.heads)
        if found is None:
            raise NoSuchResult(self.heads.index(str(self.index)) + 1, outputs)
        numbers = numbers_of(found[str(self.index)])
        return numbers[:, None] if numbers is not None and numbers.ndim == 1 else numbers

    @property
    def name(self) -> Text:
        """Which output of which model."""
        return text("output {head} of {model}", head=f"`{self.index}`", model=self.of.name)

    @property
    def hidden_name(self) -> Text:
        """The same, where no word of the student's own may stand."""
        return text("output {head} of {model}", head=f"`{self.index}`", model=self.of.hidden_name)


def head_of(model: Any, name: str, x: np.ndarray, heads: Sequence[str]) -> Head:
    """Return what one output of a model gives for rows, to be computed by a check.

        check_reaches(head_of(call(train, x, y)[0], "mpg", x_new, ["mpg", "origin"]), x_new, y_new, …)

    Whether the model has these outputs is for `check_heads` to say, before.

    Args:
        model: a Keras model, or an answer that gives one.
        name: of the output.
        x: float32, `(batch, …)` as the model takes it.
        heads: all names, in the order of the task.
    """
    called = source_of_argument(inspect.currentframe().f_back, 0)  # type: ignore[union-attr]
    of = model if isinstance(model, Answer) else Value(model, called or "model")
    return Head(of, name, x, tuple(heads))


def by_name(outputs: Any, heads: Sequence[str]) -> dict[str, Any] | None:
    """Return a model's outputs by name; None where they are others, or one alone."""
    if isinstance(outputs, dict):
        return {name: outputs[name] for name in heads} if set(outputs) == set(heads) else None
    if isinstance(outputs, (list, tuple)) and len(outputs) == len(heads):
        return dict(zip(heads, outputs, strict=True))
    return None


def outputs_for(model: Model, x: np.ndarray) -> Any:
    """Return what a model gives for `x`, in whatever form. One without an input shape is cloned first."""
    # A subclass that was built by its input shape has weights, and does not call itself built.
    stays = isinstance(model, Handle) or model.built or bool(model.weights)
    return (model if stays else probes.clones(model, 1)[0])(x, training=False)


def computed_with(
    exam: Examination, model: Model, x: np.ndarray, weights: Sequence[np.ndarray]
) -> tuple[list[np.ndarray], Any]:
    """Return a model's own weights, and what it makes of `x` with other ones: see the probe `computed`.

    The output is None where the given weights do not fit: none at all, to learn of its own.
    """
    if isinstance(model, Handle):
        seen = exam.touch(answers.reach().probe, "computed", [model, x, list(weights)], {})
    else:
        seen = exam.touch(probes.computed, model, x, weights)

    def read() -> tuple[list[np.ndarray], Any]:
        # What comes of another process may be anything.
        own = list(seen["weights"])
        if not all(isinstance(weight, np.ndarray) and weight.dtype.kind in "biuf" for weight in own):
            raise ValueError("weights that are not numbers")
        return own, seen["output"]

    return exam.touch(read)


def heads_of(exam: Examination, model: Model, x: np.ndarray, heads: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the outputs for `x` by name, or fail where they are not those of the task."""
    return _arrays(exam, exam.touch(outputs_for, model, x), heads, len(x))


def heads_with(
    exam: Examination, model: Model, x: np.ndarray, heads: Sequence[str], weights: Sequence[np.ndarray]
) -> dict[str, np.ndarray]:
    """Return the outputs for `x` by name, with other weights than the model's own."""
    return _arrays(exam, computed_with(exam, model, x, weights)[1], heads, len(x))


def drawn(random: np.random.Generator, weights: Sequence[np.ndarray], size: float) -> list[np.ndarray]:
    """Return weights with all kernels drawn anew, and everything else as it is."""
    return [
        (random.normal(size=weight.shape) * size / np.sqrt(np.prod(weight.shape[:-1]))).astype(weight.dtype)
        if is_kernel(weight)
        else weight
        for weight in weights
    ]


def is_kernel(weight: np.ndarray) -> bool:
    """Say whether a weight connects units with units: no bias, no mean."""
    return weight.ndim > 1 and weight.dtype.kind == "f"


def _arrays(exam: Examination, outputs: Any, heads: Sequence[str], rows: int) -> dict[str, np.ndarray]:
    wanted = ", ".join(f"'{name}'" for name in heads)
    found = exam.touch(by_name, outputs, heads)
    if found is None and isinstance(outputs, dict):
        exam.fail(
            text("{name}: the outputs have other names than the task says.", name=exam.name),
            expected=shown(wanted),
            got=None if exam.hidden else shown(exam.touch(_keys, outputs) or "—"),
            next=text("the keys of the dictionary that `keras.Model` gets are the names."),
            told=True,
            early=True,
        )
    if found is None:
        count = exam.touch(len, outputs) if isinstance(outputs, (list, tuple)) else 1
        exam.fail(
            text("{name}: the number of outputs is wrong.", name=exam.name),
            expected=shown(f"{len(heads)}: {wanted}"),
            got=shown(count),
            next=text(
                "give `keras.Model` both output tensors: `{form}`.",
                form=f"keras.Model(inputs, {{{', '.join(f'{name!r}: …' for name in heads)}}})",
            ),
            told=True,
            early=True,
        )
    arrays = {name: exam.touch(numbers_of, output) for name, output in found.items()}
    for name, array in arrays.items():
        if array is None:
            exam.fail(
                text("{name}: output {head} holds no numbers.", name=exam.name, head=f"`{name}`"), early=True
            )
        elif array.ndim == 0 or len(array) != rows or not array.size:
            exam.fail(
                text("{name}: output {head} has the wrong shape.", name=exam.name, head=f"`{name}`"),
                got=shown(str(array.shape)),
                next=text("each row of `x` has its row in the output."),
            )
    return {name: array for name, array in arrays.items() if array is not None}


def _keys(outputs: dict[Any, Any]) -> str:
    return ", ".join(f"'{clean(key)}'" for key in dict.keys(outputs))


def _compare_shape(
    exam: Examination, name: str, output: np.ndarray, rows: int, sizes: Collection[int]
) -> None:
    fits = {(rows, size) for size in sizes} | ({(rows,)} if 1 in sizes else set())
    if output.shape not in fits:
        exam.fail(
            text("{name}: output {head} has the wrong shape.", name=exam.name, head=f"`{name}`"),
            expected=shown(" / ".join(str((None, size)) for size in sorted(sizes))),
            got=shown(str((None, *output.shape[1:]))),
            next=text("the last axis is the number of units of the output layer."),
            told=True,
        )


def _are_probabilities(output: np.ndarray) -> bool:
    if output.ndim == 1 or output.shape[1] == 1:
        return bool(output.min() >= 0 and output.max() <= 1)
    return bool(output.min() >= 0 and np.allclose(output.sum(axis=-1), 1, atol=SUM_ATOL))


def _add_up(exam: Examination, name: str, output: np.ndarray) -> None:
    sums = output.sum(axis=-1)
    if output.ndim == 1 or output.shape[1] == 1 or not _are_probabilities(output):
        exam.fail(
            text("{name}: output {head} gives no probabilities.", name=exam.name, head=f"`{name}`"),
            expected=text("numbers from 0 on, 1 in each row together"),
            got=text("from {low} to {high}", low=float(output.min()), high=float(output.max()))
            if output.min() < 0
            else text("sums from {low} to {high}", low=float(sums.min()), high=float(sums.max())),
            next=text(
                "which activation turns numbers into probabilities of classes that exclude each other?"
            ),
        )


def _reach_far(
    exam: Examination, model: Model, x: np.ndarray, heads: Sequence[str], numbers: Collection[str]
) -> None:
    random = np.random.default_rng(0)
    own, _ = computed_with(exam, model, x, [])
    seen = [heads_with(exam, model, x, heads, drawn(random, own, _SIZE)) for _ in range(_DRAWS)]
    for name in numbers:
        low = min(float(outputs[name].min()) for outputs in seen)
        high = max(float(outputs[name].max()) for outputs in seen)
        if not (low < -_FAR and high > _FAR):
            exam.fail(
                text("{name}: output {head} can't be any number.", name=exam.name, head=f"`{name}`"),
                got=text("from {low} to {high}, whatever the weights", low=low, high=high),
                next=text("which activation does the output layer have?"),
            )
