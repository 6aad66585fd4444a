"""What instructors ask of a student's objects that no single call tells.

    check_array(probe("gradient", custom_mse, y_true, y_pred), expected, task=2)
    check_array(probe("stopping_epoch", make_early_stopping(), losses), 7, task=1)

A probe runs where the student's objects live and returns raw numbers. It never sees what is expected.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np

__all__ = [
    "batches",
    "call_on",
    "clones",
    "compute_loss",
    "drive_callback",
    "gradient",
    "load_model",
    "metric_results",
    "search_space",
    "train_steps",
    "trials",
    "weights_of",
]


def to_numpy(tensor: Any) -> np.ndarray:
    """Return a copy of a tensor or variable as an array."""
    with warnings.catch_warnings():  # NumPy 2 warns about the way in which Keras variables convert
        warnings.simplefilter("ignore")
        return np.array(keras.ops.convert_to_numpy(tensor))


def call_on(function: Any, *inputs: Any) -> Any:
    """Return what the student's object gives for `inputs`, as arrays: a model, a layer, a function."""
    return function(*inputs)


def gradient(function: Any, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray:
    """Return the gradient of `sum(function(y_true, y_pred))` for `y_pred`, in its shape.

    Args:
        function: a loss: a function, or an object that is called like one.
        y_true: float32.
        y_pred: float32.

    Raises:
        TypeError: the result does not depend on `y_pred` through operations of the backend.
    """
    import tensorflow as tf

    outputs = tf.Variable(y_pred)
    with tf.GradientTape() as tape:
        result = tf.reduce_sum(function(tf.constant(y_true), outputs))
    found = tape.gradient(result, outputs)
    if found is None:
        raise TypeError("no gradient reaches y_pred: was it turned into a NumPy array?")
    return to_numpy(tf.convert_to_tensor(found))


def compute_loss(model: Any, y: np.ndarray, outputs: np.ndarray) -> float | None:
    """Return what a compiled loss computes, weight penalties left out; None if it can't take these labels."""
    try:
        total = model.compute_loss(x=None, y=np.asarray(y), y_pred=keras.ops.convert_to_tensor(outputs))
    except Exception:  # each backend has its own error for labels of another shape
        return None
    return float(total) - float(sum(float(penalty) for penalty in model.losses))


def metric_results(metric: Any, batches: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[float]:
    """Return a metric's result after each batch, then after `reset_state` and the first batch again.

    Args:
        metric: a `Metric`, or a class or function that makes one.
        batches: pairs `(y_true, y_pred)`.
    """
    counted = metric if isinstance(metric, keras.metrics.Metric) else metric()
    results = []
    for y_true, y_pred in batches:
        counted.update_state(y_true, y_pred)
        results.append(float(counted.result()))
    counted.reset_state()
    counted.update_state(*batches[0])
    return [*results, float(counted.result())]


def drive_callback(
    callback: Any, logs: Sequence[Mapping[str, float]], *, files: str | None = None
) -> dict[str, Any]:
    """Lead a callback through a training whose every epoch is written beforehand.

    The model has one weight, which is the number of the epoch, counted from 1.

    Args:
        callback: the student's.
        logs: of each epoch, `{"loss": …, "val_loss": …}`.
        files: a pattern of files in the working folder to tell about, `*.keras`.

    Returns:
        `epochs`: how many ran; `stopped`: whether the callback stopped it; `weight`: at the end;
        `learning_rates`: after each epoch; `files`: by name, the weight that the model in it has.
    """
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizer=keras.optimizers.SGD(learning_rate=1.0), loss="mse")
    model.build((None, 1))
    before = {path.name for path in Path().glob(files)} if files else set()
    callback.set_model(model)
    callback.set_params({"epochs": len(logs), "steps": 1, "verbose": 0})
    model.stop_training = False
    callback.on_train_begin()
    rates: list[float] = []
    epochs = 0
    for epoch, entry in enumerate(logs):
        callback.on_epoch_begin(epoch)
        model.set_weights([np.full((1, 1), epoch + 1.0)])
        callback.on_epoch_end(epoch, dict(entry))
        epochs = epoch + 1
        rates.append(float(model.optimizer.learning_rate))
        if model.stop_training:
            break
    callback.on_train_end()
    made = sorted({path.name for path in Path().glob(files)} - before) if files else []
    return {
        "epochs": epochs,
        "stopped": bool(model.stop_training),
        "weight": float(model.get_weights()[0][0, 0]),
        "learning_rates": rates,
        "files": {name: float(load_model(name).get_weights()[0].ravel()[0]) for name in made},
    }


def train_steps(model: Any, x: np.ndarray, y: np.ndarray, steps: int = 3) -> list[list[np.ndarray]]:
    """Return all weights before and after some steps of `train_on_batch`. The model is left trained."""
    before = [to_numpy(weight) for weight in model.weights]
    for _ in range(steps):
        model.train_on_batch(x, y)
    return [before, [to_numpy(weight) for weight in model.weights]]


def weights_of(model: Any) -> list[np.ndarray]:
    """Return copies of a model's trainable weights."""
    return [to_numpy(weight) for weight in model.trainable_weights]


def clones(model: Any, count: int) -> list[Any]:
    """Return fresh models of the same kind, with weights of their own."""
    return [_fresh(model) for _ in range(count)]


def _fresh(model: Any) -> Any:
    """Return a clone, or for a class that tells no configuration, another object of it."""
    try:
        return keras.models.clone_model(model)
    except (TypeError, ValueError, NotImplementedError):
        made = type(model)()
        if (config := model.get_build_config()) is not None:
            made.build_from_config(config)
        return made


def search_space(build: Any, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the search space that `build(hp)` declares, and what it makes of given values.

    Args:
        build: the student's `build_model`, or a HyperModel.
        values: of hyperparameters, by name.

    Returns:
        `space`: by name, the parameter's public configuration with its `class_name`; `layers` and
        `optimizer`: configurations of the model that was built.
    """
    import keras_tuner

    hp = keras_tuner.HyperParameters()
    if values:
        build_with = getattr(build, "build", build)
        build_with(hp)  # declares
        for name, value in values.items():
            hp.values[name] = value
    model = getattr(build, "build", build)(hp)
    space = {str(part.name): {"class_name": type(part).__name__, **part.get_config()} for part in hp.space}
    return {
        "space": {
            name: {key: value for key, value in config.items() if key != "conditions"}
            for name, config in space.items()
        },
        "values": dict(hp.values),
        "layers": [[type(layer).__name__, layer.get_config()] for layer in model.layers],
        "optimizer": model.optimizer.get_config() if model.compiled else None,
    }


def trials(tuner: Any) -> list[dict[str, Any]]:
    """Return the oracle's record: for each finished trial its values, its score and its metrics."""
    found = []
    for trial in tuner.oracle.trials.values():
        found.append(
            {
                "id": trial.trial_id,
                "status": str(trial.status),
                "score": None if trial.score is None else float(trial.score),
                "values": dict(trial.hyperparameters.values),
                "metrics": {
                    name: float(history.get_best_value()) for name, history in trial.metrics.metrics.items()
                },
            }
        )
    return found


def batches(dataset: Any, count: int) -> list[Any]:
    """Return the first batches of a dataset or an iterable, as arrays."""
    found = []
    for position, batch in enumerate(dataset):
        if position == count:
            break
        found.append(
            tuple(to_numpy(part) for part in batch) if isinstance(batch, (tuple, list)) else to_numpy(batch)
        )
    return found


def load_model(path: str) -> Any:
    """Return the model in a file, as the student's own process loads it."""
    return keras.saving.load_model(path)
