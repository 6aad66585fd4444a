"""What instructors ask of a student's objects that no single call tells.

    check_array(probe("gradient", custom_mse, y_true, y_pred), expected, task=2)
    check_array(probe("stopping_epoch", make_early_stopping(), losses), 7, task=1)

A probe runs where the student's objects live and returns raw numbers. It never sees what is expected.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import numpy as np

from grader_tests.handles import is_kind, kind_of
from grader_tests.watching import watch_fit

__all__ = [
    "batches",
    "call_on",
    "change_by_reload",
    "clones",
    "compiled_loss",
    "compute_loss",
    "computed",
    "descent",
    "drive_callback",
    "evaluated_metric",
    "gradient",
    "layers_at_work",
    "load_model",
    "loss_gradient",
    "loss_value",
    "metric_results",
    "outputs_after_fit",
    "search_space",
    "train_steps",
    "trials",
    "watch_fit",
    "weights_of",
]


_ROWS = 8  # drawn, to see layers at work
_UNKNOWN_LENGTH = 96  # of an axis whose length a model leaves open
_PERTURBED = 5_000_000  # weights of a layer that are drawn anew


def to_numpy(tensor: Any) -> np.ndarray:
    """Return a copy of a tensor or variable as an array."""
    with warnings.catch_warnings():  # NumPy 2 warns about the way in which Keras variables convert
        warnings.simplefilter("ignore")
        return np.array(keras.ops.convert_to_numpy(tensor))


def call_on(function: Any, *inputs: Any) -> Any:
    """Return what the student's object gives for `inputs`, as arrays: a model, a layer, a function."""
    return function(*inputs)


def computed(part: Any, x: np.ndarray, weights: Sequence[np.ndarray | None]) -> dict[str, Any]:
    """Return what a layer or model makes of `x` with these weights; its own are put back.

    Args:
        part: built by the call where it has no weights yet.
        x: rows.
        weights: as many as it has; None leaves one as it is. Each takes the place of the first weight of its
            shape that is not taken, so that the order counts only among equal shapes.

    Returns:
        `weights`: its own, in order; `output`: None where the given ones do not fit.
    """
    if not part.weights:
        part(x, training=False)
    own = part.get_weights()
    found: dict[str, Any] = {"weights": own, "output": None}
    given = [None if weight is None else np.asarray(weight) for weight in weights]
    if len(own) != len(given):
        return found
    free = list(range(len(own)))
    mixed = list(own)
    for weight in given:
        if weight is None:
            continue
        place = next((place for place in free if own[place].shape == weight.shape), None)
        if place is None:
            return found
        free.remove(place)
        mixed[place] = weight
    try:
        part.set_weights(mixed)
        return {**found, "output": part(x, training=False)}
    finally:
        part.set_weights(own)


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


def compiled_loss(loss: Any, y: np.ndarray, outputs: np.ndarray) -> float | None:
    """Return what a loss computes in a compiled model; None if it can't take these labels.

    Args:
        loss: what `compile` takes: a name, an object, a class or a function.
        y: labels.
        outputs: of a model, `(batch, …)`.

    Raises:
        ValueError: it is no loss.
    """
    keras.losses.get(loss)
    model = keras.Sequential([keras.Input(outputs.shape[1:]), keras.layers.Identity()])
    model.compile(loss=loss)
    return compute_loss(model, y, outputs)


def loss_value(loss: Any, y_true: np.ndarray, y_pred: np.ndarray) -> float | None:
    """Return the mean of what a loss returns for tensors: one number, or one a row. None if that is None.

    Args:
        loss: a function, or an object that is called like one.
        y_true: float32.
        y_pred: float32, same shape.
    """
    found = loss(keras.ops.convert_to_tensor(y_true), keras.ops.convert_to_tensor(y_pred))
    return None if found is None else float(np.mean(to_numpy(found)))


def loss_gradient(loss: Any, y_true: np.ndarray, y_pred: np.ndarray) -> np.ndarray:
    """Return the gradient that `fit` works with, of a compiled loss for each number of `y_pred`.

    Unlike `gradient`, it is computed as in training: averaged by Keras, in a graph, on batches of a length
    that is not known. What can't be trained with fails here too. Zeros stand where no gradient comes through.

    Args:
        loss: what `compile` takes.
        y_true: `(rows, outputs)`, float32.
        y_pred: likewise.
    """
    import tensorflow as tf

    model, _ = _model_that_predicts(y_pred)
    model.compile(optimizer="sgd", loss=loss)

    def slopes(labels: Any, outputs: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(outputs)
            value = model.compute_loss(x=None, y=labels, y_pred=outputs)
        return tape.gradient(value, outputs, unconnected_gradients=tf.UnconnectedGradients.ZERO)

    batch = tf.TensorSpec((None, *y_pred.shape[1:]), "float32")
    in_graph = tf.function(slopes, autograph=False, input_signature=[batch, batch])  # as Keras does it
    return to_numpy(in_graph(y_true, y_pred))


def change_by_reload(loss: Any, y_true: np.ndarray, y_pred: np.ndarray) -> float:
    """Return by how much a compiled loss changes when the model is saved and loaded.

    Another loss of its name, registered when the cell was run before, does not stand in for it.

    Args:
        loss: what `compile` takes.
        y_true: `(rows, outputs)`, float32.
        y_pred: likewise.
    """
    model, _ = _model_that_predicts(y_pred)
    model.compile(optimizer="sgd", loss=loss)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        with _without_namesakes(loss):
            loaded = keras.saving.load_model(path)
    before, after = (
        float(either.compute_loss(x=None, y=y_true, y_pred=keras.ops.convert_to_tensor(y_pred)))
        for either in (model, loaded)
    )
    return after - before


@contextmanager
def _without_namesakes(thing: Any) -> Iterator[None]:
    """Have Keras forget for a while what else is registered under the name of a function or class."""
    own = thing if hasattr(thing, "__name__") else type(thing)
    registered = keras.saving.get_custom_objects()
    others = {
        name: other
        for name, other in registered.items()
        if name.rpartition(">")[2] == own.__name__ and other is not own
    }
    for name in others:
        del registered[name]
    try:
        yield
    finally:
        registered.update(others)


def _model_that_predicts(y_pred: np.ndarray) -> tuple[Any, np.ndarray]:
    """Return a model whose weights are its predictions, and its input."""
    model = keras.Sequential([keras.Input((), dtype="int32"), keras.layers.Embedding(*y_pred.shape)])
    model.set_weights([y_pred])
    return model, np.arange(len(y_pred))


def descent(optimizer: Any, gradients: Sequence[float]) -> list[float]:
    """Return where an optimizer leads a number that begins at 0, after each of some gradients.

    Args:
        optimizer: of which a fresh copy is made; or a learning rate or a schedule, which SGD gets.
        gradients: one a step.
    """
    if isinstance(optimizer, keras.optimizers.Optimizer):
        stepping = type(optimizer).from_config(optimizer.get_config())
    else:
        stepping = keras.optimizers.SGD(learning_rate=optimizer)
    place = keras.Variable(0.0)
    places = []
    for slope in gradients:
        stepping.apply([keras.ops.convert_to_tensor(slope, dtype="float32")], [place])
        places.append(float(to_numpy(place)))
    return places


def evaluated_metric(metric: Any, y_true: np.ndarray, y_pred: np.ndarray, batch_size: int) -> float:
    """Return what `evaluate` reports of a metric on predictions that come in batches.

    Args:
        metric: a `Metric`, or a class or function that makes one.
        y_true: `(rows, outputs)`, float32.
        y_pred: likewise.
        batch_size: of `evaluate`.
    """
    counted = metric if isinstance(metric, keras.metrics.Metric) else metric()
    model, rows = _model_that_predicts(y_pred)
    model.compile(optimizer="sgd", loss="mse", metrics=[counted], jit_compile=False)
    found = model.evaluate(rows, y_true, batch_size=batch_size, verbose=0, return_dict=True)
    return float(next(value for name, value in found.items() if name != "loss"))


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
    callback: Any, logs: Sequence[Mapping[str, float]], *, files: str | None = None, trainings: int = 1
) -> dict[str, Any]:
    """Lead a callback through a training whose every epoch is written beforehand.

    The model has one weight, which is the number of the epoch, counted from 1; its learning rate is 1.

    Args:
        callback: the student's.
        logs: of each epoch, `{"loss": …, "val_loss": …}`.
        files: a pattern of files in the working folder to tell about, `*.keras` or `folder/*.keras`; those
            that the callback writes are removed.
        trainings: how many such trainings the one object goes through; the last one is told.

    Returns:
        `epochs`: how many ran; `stopped`: whether the callback stopped it; `weight`: at the end;
        `learning_rates`: after each epoch; `files`: by path, the weight that the model in it has.
    """
    for _ in range(trainings - 1):
        _scripted_training(callback, logs, None)
    return _scripted_training(callback, logs, files)


def _scripted_training(
    callback: Any, logs: Sequence[Mapping[str, float]], files: str | None
) -> dict[str, Any]:
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    rate = keras.optimizers.SGD(learning_rate=1.0)
    model.compile(optimizer=rate, loss="mse", metrics=["accuracy"], run_eagerly=True)
    model.test_on_batch(np.zeros((1, 1)), np.zeros((1, 1)))  # from now on its metrics can be asked for
    before = _times_of(files)
    # Keras's own list calls the hooks, with the arguments that `fit` gives them.
    hooks = keras.callbacks.CallbackList([callback], model=model, epochs=len(logs), steps=1, verbose=0)
    model.stop_training = False
    hooks.on_train_begin()
    rates: list[float] = []
    for epoch, entry in enumerate(logs):
        of_batch = {name: value for name, value in entry.items() if not name.startswith("val_")}
        hooks.on_epoch_begin(epoch)
        hooks.on_train_batch_begin(0)
        model.set_weights([np.full((1, 1), epoch + 1.0)])
        hooks.on_train_batch_end(0, dict(of_batch))
        hooks.on_epoch_end(epoch, dict(entry))
        rates.append(float(model.optimizer.learning_rate))
        if model.stop_training:
            break
    hooks.on_train_end(dict(logs[len(rates) - 1]))
    return {
        "epochs": len(rates),
        "stopped": bool(model.stop_training),
        "weight": float(model.get_weights()[0][0, 0]),
        "learning_rates": rates,
        "files": _taken_away(files, before),
    }


def _times_of(files: str | None) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in Path().glob(files)} if files else {}


def _taken_away(files: str | None, before: Mapping[Path, int]) -> dict[str, float]:
    """Return the weight in each file written since `before`; remove these files, and folders left empty."""
    made = sorted(path for path, time in _times_of(files).items() if before.get(path) != time)
    try:
        return {path.as_posix(): float(load_model(str(path)).get_weights()[0].ravel()[0]) for path in made}
    finally:
        for path in made:
            path.unlink()
            if path.parent != Path() and not any(path.parent.iterdir()):
                path.parent.rmdir()


def train_steps(model: Any, x: np.ndarray, y: np.ndarray, steps: int = 3) -> list[list[np.ndarray]]:
    """Return all weights before and after some steps of `train_on_batch`. The model is left trained."""
    before = [to_numpy(weight) for weight in model.weights]
    for _ in range(steps):
        model.train_on_batch(x, y)
    return [before, [to_numpy(weight) for weight in model.weights]]


def outputs_after_fit(
    model: Any, x: np.ndarray, y: np.ndarray, new: np.ndarray, epochs: int, batch_size: int = 32
) -> np.ndarray:
    """Return a compiled model's outputs for `new`, after `fit` on `x` and `y`. The model is left trained."""
    model.fit(x, y, epochs=epochs, batch_size=batch_size, verbose=0)
    return to_numpy(model(new, training=False))


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


def flat_layers(model: Any) -> list[Any]:
    """Return a model's layers in order, inputs left out, nested models opened."""
    parts: list[Any] = []
    for part in model.layers:
        if is_kind(part, "Model"):
            parts += flat_layers(part)
        elif kind_of(part) != "InputLayer":
            parts.append(part)
    return parts


def layers_at_work(model: Any, x: np.ndarray | None = None) -> list[tuple[bool, float]] | None:
    """Return of each layer whether the model calls it, and by how much its weights change the output.

    All weights are drawn anew for it, and put back. Layers without weights, and very large ones, are given as
    infinite change, and so is a layer that a gradient reaches: a deep model passes on traces of a change.

    Args:
        model: of any class; a model without weights yet is cloned first.
        x: rows to call it on; None: drawn in the shape that it was built for.

    Returns:
        A pair for each layer of `flat_layers`, the change as a fraction of the largest output; None: `x` was
        not given, and the model has no shape.
    """
    rows = x if x is not None else _drawn_rows(model)
    if rows is None:
        return None
    if not (model.built or model.weights):
        model = _fresh(model)
        model(rows, training=False)
    random = np.random.default_rng(0)
    parts = flat_layers(model)
    kept = [part.get_weights() for part in parts]
    try:
        called = _called(model, parts, rows)
        try:
            reached = _reached(model, parts, rows)
        except Exception:  # another backend than TensorFlow, or operations that have no gradient
            reached = [False] * len(parts)
        for part, weights in zip(parts, kept, strict=True):
            part.set_weights(_drawn_weights(random, weights))
        return [
            (calls, float("inf") if gradient else _change(model, part, rows, random))
            for calls, gradient, part in zip(called, reached, parts, strict=True)
        ]
    finally:
        for part, weights in zip(parts, kept, strict=True):
            part.set_weights(weights)


def _called(model: Any, parts: Sequence[Any], x: np.ndarray) -> list[bool]:
    calls: set[int] = set()

    def watched(part: Any) -> Any:
        call = part.call

        def wrapper(*arguments: Any, **keywords: Any) -> Any:
            calls.add(id(part))
            return call(*arguments, **keywords)

        return wrapper

    before = [vars(part).get("call") for part in parts]
    try:
        for part in parts:
            vars(part)["call"] = watched(part)
        model(x, training=False)
    finally:
        for part, own in zip(parts, before, strict=True):
            if own is None:
                vars(part).pop("call", None)
            else:
                vars(part)["call"] = own
    return [id(part) in calls for part in parts]


def _reached(model: Any, parts: Sequence[Any], x: np.ndarray) -> list[bool]:
    """Say of each layer whether a gradient of the outputs reaches its weights, however small."""
    import tensorflow as tf

    weights = [[variable.value for variable in part.weights if "float" in variable.dtype] for part in parts]
    random = np.random.default_rng(2)
    with tf.GradientTape() as tape:
        for variable in (variable for part in weights for variable in part):
            tape.watch(variable)
        outputs = tf.nest.flatten(model(x, training=False))
        total = sum(
            tf.reduce_sum(tf.cast(output, "float32") * random.normal(size=output.shape)) for output in outputs
        )
    found = tape.gradient(total, weights)
    sizes = [
        max(
            (
                float(tf.reduce_max(tf.abs(tf.convert_to_tensor(part))))
                for part in parts_of
                if part is not None
            ),
            default=0.0,
        )
        for parts_of in found
    ]
    return [size > 0 for size in sizes]


def _change(model: Any, part: Any, x: np.ndarray, random: np.random.Generator) -> float:
    weights = part.get_weights()
    if not 0 < sum(weight.size for weight in weights) <= _PERTURBED:
        return float("inf")
    before = _outputs(model, x)
    part.set_weights(_drawn_weights(random, weights))
    after = _outputs(model, x)
    return float(np.abs(after - before).max() / max(np.abs(before).max(), np.finfo("float32").tiny))


def _outputs(model: Any, x: np.ndarray) -> np.ndarray:
    outputs = model(x, training=False)
    parts = outputs.values() if isinstance(outputs, dict) else outputs
    if not isinstance(outputs, (dict, list, tuple)):
        parts = [outputs]
    return np.concatenate([to_numpy(part).astype(float).ravel() for part in parts])


def _drawn_weights(random: np.random.Generator, weights: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return weights under which outputs stay of size 1: none is 0, biases and variances are positive."""
    drawn = []
    for weight in weights:
        numbers = random.uniform(0.1, 1.0, weight.shape)
        if weight.ndim > 1:
            numbers *= random.choice([-1.0, 1.0], weight.shape) * 2 / np.sqrt(np.prod(weight.shape[:-1]))
        drawn.append(numbers.astype(weight.dtype) if weight.dtype.kind == "f" else weight)
    return drawn


def _drawn_rows(model: Any) -> np.ndarray | None:
    shape = getattr(model, "input_shape", None) or (model.get_build_config() or {}).get("input_shape")
    if not (isinstance(shape, (tuple, list)) and shape and not isinstance(shape[0], (tuple, list))):
        return None
    drawn = np.random.default_rng(1).normal(size=(_ROWS, *(size or _UNKNOWN_LENGTH for size in shape[1:])))
    return drawn.astype("float32")


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
