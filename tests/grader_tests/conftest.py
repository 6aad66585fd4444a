"""Models and rows that the tests of the checks share. TensorFlow is imported once for all of them."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import pytest

import tests.two_devices  # noqa: F401
from grader_tests.failures import CheckFailed, Failure


@pytest.fixture(autouse=True)
def _english(monkeypatch, tmp_path):
    monkeypatch.setenv("GRADER_TESTS_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def refused():
    """Return the failure of a check that must not accept its answer."""

    def refuse(check, *arguments, **keywords) -> Failure:
        with pytest.raises(CheckFailed) as caught:
            check(*arguments, **{"task": 1, **keywords})
        return caught.value.failure

    return refuse


@pytest.fixture(scope="session")
def rows():
    """90 rows of 5 features in three classes that a small network tells apart; sorted by class."""
    draw = np.random.default_rng(1)
    y = np.repeat([0, 1, 2], 30)
    x = draw.normal(size=(90, 5)).astype("float32")
    x[np.arange(90), y] += 4
    return x, y


@pytest.fixture
def make_model():
    """Return a function that makes a compiled classifier, 5 features to 3 classes."""

    def make(*, loss="sparse_categorical_crossentropy", last="softmax", units=3, **compile_arguments):
        model = keras.Sequential(
            [
                keras.Input((5,)),
                keras.layers.Dense(8, activation="relu"),
                keras.layers.Dense(units, activation=last),
            ]
        )
        model.compile(**{"optimizer": "adam", "loss": loss, "metrics": ["accuracy"], **compile_arguments})
        return model

    return make


@pytest.fixture(scope="session")
def trained(rows):
    """A model that has learned the rows."""
    x, y = rows
    keras.utils.set_random_seed(3)
    model = keras.Sequential(
        [
            keras.Input((5,)),
            keras.layers.Dense(8, activation="relu"),
            keras.layers.Dense(3, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=30, verbose=0)
    return model
