"""`check_metrics`: which metrics was a model compiled with?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grader_tests.examination import Hint, examine
from grader_tests.handles import as_compiled
from grader_tests.messages import shown, text
from grader_tests.models import require_model

# Keras picks one of these by the shapes when it reads "accuracy".
_SAME = {
    "acc": "accuracy",
    "binary_accuracy": "accuracy",
    "categorical_accuracy": "accuracy",
    "sparse_categorical_accuracy": "accuracy",
    "mean_absolute_error": "mae",
    "mean_squared_error": "mse",
    "root_mean_squared_error": "rmse",
}


def check_metrics(model: Any, *names: str, task: int, hidden: bool = False, hint: Hint | None = None) -> None:
    """Check that a model reports these metrics while it trains; more are allowed.

        check_metrics(model, "accuracy", task=3)

    Args:
        model: a compiled Keras model, or an answer that gives one.
        *names: Keras's own names; the string, the class and the function are all right.
        task: number of the point of the task.
        hidden: the message does not name them.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not compiled, or one is missing.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        found = as_compiled(require_model(exam))
        config = exam.touch(found.get_compile_config) if exam.touch(lambda: found.compiled) else None
        if config is None:
            exam.fail(
                text("{name} is not compiled.", name=exam.name),
                next=text("call `model.compile(...)` with an optimizer, a loss and metrics."),
                early=True,
            )
        reported = {
            _name(metric) for metric in _flat((config.get("metrics"), config.get("weighted_metrics")))
        }
        missing = [name for name in names if _name(name) not in reported]
        if missing:
            exam.fail(
                text("{name} does not report every metric of the task.", name=exam.name),
                expected=shown(", ".join(names)),
                got=shown(", ".join(sorted(reported)) or "—"),
                next=text("add it to `metrics=[...]` of `model.compile(...)`."),
            )
        exam.accept(text("{name} reports {names}.", name=exam.name, names=", ".join(names)))


def _flat(metrics: Any) -> Iterable[Any]:
    if isinstance(metrics, dict) and "class_name" not in metrics:
        metrics = list(metrics.values())
    if isinstance(metrics, (list, tuple)):
        for metric in metrics:
            yield from _flat(metric)
    elif metrics is not None:
        yield metrics


def _name(metric: Any) -> str:
    if isinstance(metric, dict):  # a serialized class, or a function by its name
        config = metric.get("config")
        metric = config.get("name", "") if isinstance(config, dict) else config
    if not isinstance(metric, str):
        metric = getattr(metric, "name", None) or getattr(metric, "__name__", "")
    name = _snake(str(metric))
    return _SAME.get(name, name)


def _snake(name: str) -> str:
    if name.isupper():  # MAE, MSE
        return name.lower()
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
