import keras
import numpy as np
import pytest

from grader_tests import call, check_evaluated

L = keras.layers
AGE, KIND = "mse", "sparse_categorical_crossentropy"


@pytest.fixture
def ready(rows):
    inputs = keras.Input((5,))
    hidden = L.Dense(8, activation="relu")(inputs)
    outputs = {"age": L.Dense(1, name="age")(hidden), "kind": L.Dense(3, "softmax", name="kind")(hidden)}
    return keras.Model(inputs, outputs)


@pytest.fixture
def asked(ready, rows):
    """Rows, targets, and what is right of them: losses, total, metrics."""
    x, kinds = rows
    age = np.linspace(20, 60, len(x))
    found = {name: np.asarray(output) for name, output in ready(x).items()}
    error = found["age"][:, 0] - age
    losses = {
        "age": np.mean(error**2),
        "kind": -np.mean(np.log(found["kind"][np.arange(len(x)), kinds])),
    }
    metrics = {
        "age": ("mae", np.mean(np.abs(error))),
        "kind": ("accuracy", np.mean(found["kind"].argmax(axis=1) == kinds)),
    }
    return x, {"age": age, "kind": kinds}, losses, 0.1 * losses["age"] + losses["kind"], metrics


def by_hand(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1)


def miles(y_true, y_pred):
    return keras.ops.abs(y_true - y_pred)


RIGHT = {
    "dictionaries": {
        "loss": {"age": AGE, "kind": KIND},
        "loss_weights": {"kind": 1.0, "age": 0.1},
        "metrics": {"age": "mae", "kind": "accuracy"},
    },
    "lists": {
        "loss": [AGE, KIND],
        "loss_weights": [0.1, 1.0],
        "metrics": [["mse", "mae"], ["accuracy"]],
    },
    "objects": {
        "loss": {
            "age": keras.losses.MeanSquaredError(),
            "kind": keras.losses.SparseCategoricalCrossentropy(),
        },
        "loss_weights": {"age": 0.1, "kind": 1},
        "metrics": {
            "age": keras.metrics.MeanAbsoluteError(name="off"),
            "kind": keras.metrics.SparseCategoricalAccuracy(),
        },
    },
    "by hand": {
        "loss": {"age": by_hand, "kind": KIND},
        "loss_weights": {"age": 0.1, "kind": 1.0},
        "metrics": {"age": miles, "kind": "acc"},
    },
}


@pytest.mark.parametrize("settings", RIGHT.values(), ids=RIGHT)
def test_every_spelling_passes(ready, asked, settings):
    x, y, losses, total, metrics = asked

    def compile_it(model):
        model.compile(optimizer="adam", **settings)

    check_evaluated(call(compile_it, ready).argument(0), x, y, losses=losses, task=1)
    check_evaluated(ready, x, y, loss=total, task=1)
    check_evaluated(ready, x, y, metrics=metrics, task=1, hidden=True)


def compiled(model, **changes):
    model.compile(optimizer="adam", **{**RIGHT["dictionaries"], **changes})
    return model


def test_another_loss_fails_by_itself_and_in_the_total(refused, ready, asked):
    x, y, losses, total, metrics = asked
    model = compiled(ready, loss={"age": "mae", "kind": KIND})
    failure = refused(check_evaluated, model, x, y, losses=losses)
    assert "the loss of output `age` computes something else" in failure.render("en")
    assert "выхода `age`" in failure.render("ru")
    assert "total" in refused(check_evaluated, model, x, y, loss=total).claim.msgid
    check_evaluated(model, x, y, metrics=metrics, task=1)


@pytest.mark.parametrize("weights", [None, [1.0, 0.1], [0.1, 0.0], [0.0, 1.0], [0.05, 0.5]])
def test_other_weights_fail_in_the_total_alone(refused, ready, asked, weights):
    x, y, losses, total, _ = asked
    model = compiled(ready, loss_weights=weights)
    check_evaluated(model, x, y, losses=losses, task=1)
    assert "total" in refused(check_evaluated, model, x, y, loss=total).claim.msgid


@pytest.mark.parametrize(
    "metrics", [None, {"age": "mae"}, {"age": "accuracy", "kind": "accuracy"}, {"age": "mse", "kind": "acc"}]
)
def test_a_missing_metric_is_told(refused, ready, asked, metrics):
    x, y, *_, wanted = asked
    failure = refused(check_evaluated, compiled(ready, metrics=metrics), x, y, metrics=wanted)
    assert "does not report the metric" in failure.claim.msgid
    hidden = refused(check_evaluated, ready, x, y, metrics=wanted, hidden=True)
    assert hidden.expected is hidden.got is None


@pytest.mark.parametrize(
    "changes", [{"loss": "mse"}, {"metrics": ["accuracy"]}, {"loss_weights": {"age": 0.1}}]
)
def test_what_keras_refuses_is_an_error_of_the_answer(refused, ready, asked, changes):
    x, y, losses, *_ = asked
    assert "stops with an error" in refused(
        check_evaluated, compiled(ready, **changes), x, y, losses=losses
    ).render("en")


def test_what_is_not_compiled_fails(refused, ready, asked):
    x, y, losses, *_ = asked
    for subject in (ready, None, 3):
        refused(check_evaluated, subject, x, y, losses=losses)
