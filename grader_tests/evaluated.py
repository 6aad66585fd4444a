"""`check_evaluated`: what does a compiled model of several outputs report on rows whose figures are known?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import clean, shown, text
from grader_tests.models import Model, require_compiled

RTOL = 1e-3  # float32, and losses clip probabilities near 0 and 1


def check_evaluated(
    model: Any,
    x: np.ndarray,
    y: Any,
    *,
    loss: float | None = None,
    losses: Mapping[str, float] | None = None,
    metrics: Mapping[str, tuple[str, float]] | None = None,
    rtol: float = RTOL,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check losses, their weights and metrics by what `evaluate` reports: their spelling does not matter.

        check_evaluated(model, x, targets, losses={"mpg": 530.2, "origin": 1.1}, task=1)
        check_evaluated(model, x, targets, loss=0.05 * 530.2 + 1.1, task=2)
        check_evaluated(model, x, targets, metrics={"mpg": ("mae", 21.4)}, task=3)

    Args:
        model: a compiled Keras model whose outputs have names, or an answer that gives one. Its metrics
            count anew.
        x: float32, `(batch, …)` as the model takes it.
        y: targets as the model takes them, by name.
        loss: the total.
        losses: by output, its own loss, without its weight.
        metrics: by output, what the metric is called in the message and what it is.
        rtol: largest difference allowed as a fraction of the expected number.
        task: number of the point of the task.
        hidden: the message shows no numbers.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not compiled, `evaluate` stops with an error, or another number.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        _, compiled = require_compiled(exam)
        report = exam.touch(_report, compiled, x, y)
        for name, wanted in (losses or {}).items():
            _compare_loss(exam, name, report.get(f"{name}_loss"), wanted, rtol)
        if loss is not None and not _close(report.get("loss"), loss, rtol):
            exam.fail(
                text("{name}: the total loss is wrong.", name=exam.name),
                expected=shown(float(loss)),
                got=shown(report.get("loss", "—")),
                next=text("each output's loss times its weight, added up; `loss_weights=` sets the weights."),
            )
        for name, (called, wanted) in (metrics or {}).items():
            _find_metric(exam, name, called, wanted, report, rtol)
        exam.accept(text("{name} reports what it should.", name=exam.name))


def _report(model: Model, x: np.ndarray, y: Any) -> dict[str, float]:
    # One batch: then a mean over batches is one over rows.
    found = model.evaluate(x, y, batch_size=len(x), verbose=0, return_dict=True)
    return {clean(key): float(value) for key, value in dict.items(found)}


def _close(found: float | None, wanted: float, rtol: float) -> bool:
    return found is not None and bool(np.isclose(found, wanted, rtol=rtol, atol=0.0))


def _compare_loss(exam: Examination, name: str, found: float | None, wanted: float, rtol: float) -> None:
    if found is None:
        exam.fail(
            text("{name}: output {head} has no loss of its own.", name=exam.name, head=f"`{name}`"),
            next=text("give each output its loss: a dictionary by the names of the outputs."),
        )
    if not _close(found, wanted, rtol):
        exam.fail(
            text(
                "{name}: the loss of output {head} computes something else.",
                name=exam.name,
                head=f"`{name}`",
            ),
            expected=shown(float(wanted)),
            got=shown(float(found)),
            next=text("which loss fits this output and its targets?"),
        )


def _find_metric(
    exam: Examination, name: str, called: str, wanted: float, report: Mapping[str, float], rtol: float
) -> None:
    own = {
        key.removeprefix(f"{name}_"): value
        for key, value in report.items()
        if key.startswith(f"{name}_") and not key.endswith("loss")
    }
    if not any(_close(value, wanted, rtol) for value in own.values()):
        exam.fail(
            text("{name} does not report the metric of output {head}.", name=exam.name, head=f"`{name}`"),
            expected=shown(called),
            got=shown(", ".join(sorted(own)) or "—"),
            next=text("give each output its metric: a dictionary by the names of the outputs."),
        )
