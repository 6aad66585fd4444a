"""`check_metrics`: which metrics was a model compiled with?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grader_tests.examination import Hint, examine
from grader_tests.messages import shown, text
from grader_tests.models import Model, require_compiled

_SAME = {
    "acc": "accuracy",
    "mean_absolute_error": "mae",
    "mean_squared_error": "mse",
    "root_mean_squared_error": "rmse",
}
# Keras picks one of these by the shapes when it reads "accuracy": it goes with labels as the loss takes them.
_ACCURACIES = {
    "binary_accuracy": "binary_crossentropy",
    "categorical_accuracy": "categorical_crossentropy",
    "sparse_categorical_accuracy": "sparse_categorical_crossentropy",
}


def check_metrics(model: Any, *names: str, task: int, hidden: bool = False, hint: Hint | None = None) -> None:
    """Check that a model reports these metrics while it trains; more are allowed.

        check_metrics(model, "accuracy", task=3)

    Args:
        model: a compiled Keras model, or an answer that gives one.
        *names: Keras's own names; the string, the class under any name, and the function are all right. The
            accuracy of one kind of labels is none beside the loss of another.
        task: number of the point of the task.
        hidden: the message does not name them.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: not compiled, or one is missing.
    """
    with examine(model, task=task, hidden=hidden, hint=hint) as exam:
        _, compiled = require_compiled(exam)
        reported = exam.touch(_reported, compiled)
        missing = [name for name in names if _in_short(_name(name)) not in reported]
        if missing:
            exam.fail(
                text("{name} does not report every metric of the task.", name=exam.name),
                expected=shown(", ".join(names)),
                got=shown(", ".join(sorted(reported)) or "—"),
                next=text("add it to `metrics=[...]` of `model.compile(...)`."),
            )
        exam.accept(text("{name} reports {names}.", name=exam.name, names=", ".join(names)))


def _reported(model: Model) -> set[str]:
    config = model.get_compile_config() or {}
    loss = _name(config.get("loss"))
    found = {_name(metric) for metric in _flat((config.get("metrics"), config.get("weighted_metrics")))}
    says_the_labels = loss in _ACCURACIES.values()
    return {
        name if says_the_labels and _ACCURACIES.get(name, loss) != loss else _in_short(name) for name in found
    }


def _in_short(name: str) -> str:
    return "accuracy" if name in _ACCURACIES else name


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
        own = metric.get("class_name")
        if own == "Accuracy":  # counts equal numbers: of no use for probabilities
            return "Accuracy"
        config = metric.get("config")
        if isinstance(config, str):
            metric = config
        elif metric.get("module") in ("keras.metrics", "keras.losses"):
            metric = own  # Keras's classes are what they are, whatever they are called
        else:
            metric = config.get("name", "") if isinstance(config, dict) else ""
    if not isinstance(metric, str):
        metric = getattr(metric, "name", None) or getattr(metric, "__name__", "")
    name = _snake(str(metric))
    return _SAME.get(name, name)


def _snake(name: str) -> str:
    if name.isupper():  # MAE, MSE
        return name.lower()
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
