"""Searches that are written beforehand: Keras Tuner's own loop and records, without a training.

Runs in the student's process. Imported only where it is needed: other notebooks do without Keras Tuner.
"""

from __future__ import annotations

import gc
import shutil
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import keras_tuner
import numpy as np

from grader_tests.watching import Watcher

FEATURES, CLASSES = 13, 3  # of the models that are searched
MAX_TRIALS = 20  # that the tuner could make; its script ends before


class ScriptedOracle(keras_tuner.Oracle):  # type: ignore[misc]  # Keras Tuner ships no types
    """Hands out given values, trial by trial, and then ends the search."""

    def __init__(self, objective: Any, values: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(objective=objective, max_trials=MAX_TRIALS, seed=1)
        self.script = [dict(entry) for entry in values]

    def populate_space(self, trial_id: str) -> dict[str, Any]:
        """Called by Keras Tuner when it makes a trial."""
        number = len(self.trials)
        if number >= len(self.script):
            return {"status": "STOPPED"}
        return {"status": "RUNNING", "values": dict(self.script[number])}


class ScriptedModels(keras_tuner.HyperModel):  # type: ignore[misc]
    """Small models; each "training" sets known weights and reports what is written.

    Args:
        metrics: of each trial, by name; None: the trial fails.
    """

    def __init__(self, metrics: Sequence[Mapping[str, float] | None]) -> None:
        super().__init__()
        self.metrics = list(metrics)
        self.ran = 0

    def build(self, hp: Any) -> Any:
        """Called by the tuner, and by who retrains."""
        return small_model(hp)

    def fit(self, hp: Any, model: Any, *arguments: Any, callbacks: Any = (), **keywords: Any) -> Any:
        """Called by the tuner in place of a training; the callbacks are its own, one saves the weights."""
        number, self.ran = self.ran, self.ran + 1
        metrics = self.metrics[number]
        if metrics is None:
            raise keras_tuner.errors.FailedTrialError("this trial fails")
        model.set_weights(weights_of_trial(model, number))
        for callback in callbacks:
            callback.set_model(model)
            callback.on_epoch_end(0, dict(metrics))
        return dict(metrics)


class WatchedModels(keras_tuner.HyperModel):  # type: ignore[misc]
    """Models that note which rows they see: in the first column of `x` stands the number of the row."""

    def __init__(self) -> None:
        super().__init__()
        self.watchers: list[Watcher] = []

    def build(self, hp: Any) -> Any:
        """Called by the tuner, once for each trial and once before."""
        self.watchers.append(Watcher())
        model = keras.Sequential(
            [
                keras.Input((FEATURES,)),
                self.watchers[-1],
                keras.layers.Dense(hp.Int("units", 2, 64), activation="relu"),
                keras.layers.Dense(CLASSES, activation="softmax"),
            ]
        )
        model.compile(
            optimizer="adam",
            loss="sparse_categorical_crossentropy",
            metrics=["accuracy"],
            run_eagerly=True,  # a graph takes longer to make than these few steps
        )
        return model


def small_model(hp: Any) -> Any:
    """Return a compiled model, `(batch, FEATURES)` in; with the same weights each time it is built.

    The start stands in the layers' configuration, so that a clone has it too.
    """
    units = hp.Int("units", 2, 64)
    rate = hp.Float("learning_rate", 1e-4, 1.0, sampling="log")
    start, end = (keras.initializers.GlorotUniform(seed=seed) for seed in (11, 12))
    model = keras.Sequential(
        [
            keras.Input((FEATURES,)),
            keras.layers.Dense(units, activation="tanh", kernel_initializer=start),
            keras.layers.Dense(CLASSES, activation="softmax", kernel_initializer=end),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        run_eagerly=True,  # a graph takes longer to make than a few steps
    )
    return model


def model_of(values: Mapping[str, Any]) -> Any:
    """Return the small model with these values of its hyperparameters."""
    hp = keras_tuner.HyperParameters()
    for name, value in values.items():
        hp.Fixed(name, value)
    return small_model(hp)


def weights_of_trial(model: Any, number: int) -> list[np.ndarray]:
    """Return the weights that the model of trial `number`, from 0, ends with."""
    draw = np.random.default_rng(1000 + number)
    return [draw.normal(scale=0.5, size=weight.shape).astype("float32") for weight in model.get_weights()]


def finished_tuner(
    objective: str,
    direction: str,
    values: Sequence[Mapping[str, Any]],
    metrics: Sequence[Mapping[str, float] | None],
) -> Any:
    """Return a tuner whose search is over, with one trial for each entry of `values`."""
    oracle = ScriptedOracle(keras_tuner.Objective(objective, direction), values)
    tuner = _tuner(oracle, ScriptedModels(metrics))
    gc.freeze()  # Keras Tuner collects garbage before each trial: half a second with TensorFlow in memory
    try:
        tuner.search(verbose=0)
    finally:
        gc.unfreeze()
    return tuner


def watching_tuner(values: Sequence[Mapping[str, Any]]) -> Any:
    """Return a tuner whose search has yet to be run, with one trial for each entry of `values`."""
    return _tuner(ScriptedOracle(keras_tuner.Objective("val_loss", "min"), values), WatchedModels())


def rows_seen(tuner: Any) -> dict[str, Any]:
    """Return what the models of a watching tuner have seen.

    Returns:
        `trials`: for each model that learned, `trained` and `validated`: for each batch the numbers of its
        rows; validation is what comes between the first batch learned from and the last. `error`: what the
        last trial that failed says, or None.
    """
    found = []
    for watcher in tuner.hypermodel.watchers:
        seen = list(watcher.seen)
        learning = [place for place, (learns, _) in enumerate(seen) if learns]
        if learning:
            between = seen[learning[0] : learning[-1]]
            found.append(
                {
                    "trained": [rows for learns, rows in seen if learns],
                    "validated": [rows for learns, rows in between if not learns],
                }
            )
    return {"trials": found, "error": last_error(tuner)}


def last_error(tuner: Any) -> str | None:
    """Return the last line of what the last failed trial reports."""
    messages = [trial.message for trial in tuner.oracle.trials.values() if trial.message]
    lines = [line for line in str(messages[-1]).splitlines() if line.strip()] if messages else []
    return lines[-1].strip() if lines else None


def _tuner(oracle: Any, models: Any) -> Any:
    """Return Keras Tuner's own tuner, in a folder that goes when the tuner goes."""
    folder = TemporaryDirectory(prefix="search-", ignore_cleanup_errors=True)
    tuner = keras_tuner.Tuner(oracle=oracle, hypermodel=models, directory=folder.name, project_name="search")
    weakref.finalize(tuner, folder.cleanup)
    return tuner


# What the trials of a tuner are said to have reached: each metric is best at another trial, those that follow
# are alike. The smallest val_loss is that of trial 1, counted from 0.
_SAID = {
    "loss": (0.5, 0.4, 0.1, 0.3),
    "accuracy": (0.7, 0.8, 0.6, 0.95),
    "val_loss": (0.9, 0.3, 0.5, 0.6),
    "val_accuracy": (0.7, 0.8, 0.95, 0.9),
}
BEST_SAID = 1
MOST_TRIALS = 40  # after which a search is stopped


class _Enough(keras_tuner.errors.FatalError):  # type: ignore[misc]
    """Ends a search that goes on and on: Keras Tuner lets an error of this kind through."""


def searched(tuner: Any) -> dict[str, Any] | None:
    """Lead a tuner through its search, every trial's metrics being written beforehand; nothing is trained.

    Args:
        tuner: the student's, before its search.

    Returns:
        None if it is no tuner. `space`: `HyperParameters`; `trials`: how many are in the tuner's record;
        `completed`: how many of them are; `best`: the number, from 0, of the one that it calls best, or None;
        `epochs`: of each trial, where the tuner says that; `hyperband`: whether it is one; `error`: of the
        last failed trial.
    """
    if not isinstance(tuner, keras_tuner.Tuner):
        return None
    ran = 0

    def run_trial(trial: Any, *arguments: Any, **keywords: Any) -> Any:
        nonlocal ran
        number, ran = len(tuner.oracle.trials) - 1, ran + 1
        if ran > MOST_TRIALS:
            raise _Enough
        history = keras.callbacks.History()
        history.history = {name: [said[min(number, len(said) - 1)]] for name, said in _SAID.items()}
        return history

    vars(tuner)["run_trial"] = run_trial
    try:
        tuner.search(verbose=0)
    except _Enough:
        pass
    finally:
        del vars(tuner)["run_trial"]
    trials = list(tuner.oracle.trials.values())
    completed = [trial for trial in trials if trial.status == "COMPLETED"]
    best = tuner.oracle.get_best_trials(1)[0].trial_id if completed else None
    return {
        "space": tuner.oracle.get_space(),
        "trials": len(trials),
        "completed": len(completed),
        "best": next((place for place, trial in enumerate(trials) if trial.trial_id == best), None),
        "epochs": [trial.hyperparameters.values.get("tuner/epochs") for trial in trials],
        "hyperband": isinstance(tuner, keras_tuner.Hyperband),
        "error": last_error(tuner),
    }


def trials_of(tuner: Any) -> int | None:
    """Return how many trials a tuner's record has; None: no tuner."""
    return len(tuner.oracle.trials) if isinstance(tuner, keras_tuner.Tuner) else None


def files_in(folder: str) -> int:
    """Return how many files there are in a folder and below."""
    return sum(path.is_file() for path in Path(folder).rglob("*"))


def remove_folder(folder: str) -> None:
    """Remove a folder with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)
