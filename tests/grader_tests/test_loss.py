import keras
import numpy as np
import pytest

from grader_tests import check_loss

FITS = "sparse_categorical_crossentropy"
L = keras.losses


def by_hand(y_true, y_pred):
    y = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(y_true, (-1,)), "int32"), 3)
    return -keras.ops.sum(y * keras.ops.log(y_pred), axis=-1)


@pytest.mark.parametrize(
    ("loss", "last"),
    [
        ("sparse_categorical_crossentropy", "softmax"),
        (L.SparseCategoricalCrossentropy(), "softmax"),
        (L.sparse_categorical_crossentropy, "softmax"),
        (L.SparseCategoricalCrossentropy(from_logits=True), None),
        (by_hand, "softmax"),
    ],
    ids=["string", "class", "function", "logits", "by hand"],
)
def test_every_spelling_of_the_right_loss_passes(make_model, rows, loss, last):
    check_loss(make_model(loss=loss, last=last), rows[1][::9], fits="sparse_categorical_crossentropy", task=1)


@pytest.mark.parametrize(
    ("loss", "last"),
    [
        ("mse", "softmax"),
        ("categorical_crossentropy", "softmax"),
        ("binary_crossentropy", "softmax"),
        ("sparse_categorical_crossentropy", None),
        (L.SparseCategoricalCrossentropy(from_logits=True), "softmax"),
    ],
)
def test_another_loss_fails(refused, make_model, rows, loss, last):
    model = make_model(loss=loss, last=last)
    refused(check_loss, model, rows[1][::9], fits="sparse_categorical_crossentropy")


def test_one_hot_labels_want_the_other_crossentropy(refused, make_model, rows):
    y = np.eye(3)[rows[1][::9]]
    check_loss(make_model(loss="categorical_crossentropy"), y, fits="categorical_crossentropy", task=1)
    refused(check_loss, make_model(loss="binary_crossentropy"), y, fits="categorical_crossentropy")


def test_weight_penalties_are_no_part_of_the_loss(rows):
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3, "softmax", kernel_regularizer="l2")])
    model.compile("adam", "sparse_categorical_crossentropy")
    check_loss(model, rows[1][::9], fits="sparse_categorical_crossentropy", task=1)


def test_a_regression_is_compared_too(refused, make_model):
    y = np.arange(6.0)
    check_loss(make_model(loss="mse", last=None, units=1), y, fits="mean_squared_error", task=1)
    refused(check_loss, make_model(loss="mae", last=None, units=1), y, fits="mean_squared_error")


def test_a_model_without_a_loss_fails(refused):
    model = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3)])
    assert "compiled" in refused(check_loss, model, [0, 1], fits="mse").claim.msgid


def test_a_hidden_check_does_not_name_the_loss(refused, make_model, rows):
    failure = refused(check_loss, make_model(loss="mse"), rows[1][::9], fits=FITS, hidden=True)
    assert FITS not in failure.render("en")


UNITS = {1: "binary_crossentropy", 2: "sparse_categorical_crossentropy"}


@pytest.mark.parametrize(
    ("units", "last", "loss"),
    [
        (1, "sigmoid", "binary_crossentropy"),
        (1, None, L.BinaryCrossentropy(from_logits=True)),
        (2, "softmax", "sparse_categorical_crossentropy"),
        (2, None, L.SparseCategoricalCrossentropy(from_logits=True)),
    ],
)
def test_where_the_number_of_units_is_free_each_has_its_loss(make_model, units, last, loss):
    check_loss(make_model(units=units, last=last, loss=loss), np.array([0, 1, 1]), fits=UNITS, task=1)


@pytest.mark.parametrize(
    ("units", "last", "loss"),
    [
        (1, "softmax", "binary_crossentropy"),
        (1, None, "binary_crossentropy"),
        (2, "sigmoid", "sparse_categorical_crossentropy"),
        (2, "softmax", "binary_crossentropy"),
        (3, "softmax", "sparse_categorical_crossentropy"),
    ],
)
def test_where_the_number_of_units_is_free_others_fail(refused, make_model, units, last, loss):
    refused(check_loss, make_model(units=units, last=last, loss=loss), np.array([0, 1, 1]), fits=UNITS)


@pytest.mark.parametrize(
    ("units", "activation", "loss"),
    [
        (3, keras.ops.softmax, "sparse_categorical_crossentropy"),
        (3, keras.activations.softmax, L.SparseCategoricalCrossentropy()),
        (1, keras.ops.sigmoid, "binary_crossentropy"),
    ],
)
def test_an_activation_may_be_an_operation(refused, units, activation, loss):
    inputs = keras.Input((5,))
    model = keras.Model(inputs, activation(keras.layers.Dense(units)(inputs)))
    model.compile("adam", loss)
    fits = "binary_crossentropy" if units == 1 else FITS
    check_loss(model, np.array([0, 1, 1]), fits=fits, task=1)
    model.compile("adam", "mse")
    refused(check_loss, model, np.array([0, 1, 1]), fits=fits)


def huber_of_two(y_true, y_pred):
    error = keras.ops.abs(y_true - y_pred)
    return keras.ops.where(error <= 2, error**2 / 2, 2 * error - 2)


@pytest.mark.parametrize("loss", [L.Huber(delta=2.0), huber_of_two])
def test_a_loss_with_arguments_is_handed_over(make_model, loss):
    y = np.linspace(-5, 5, 21).reshape(-1, 1)
    check_loss(make_model(loss=loss, last=None, units=1), y, fits=L.Huber(delta=2.0), task=1)


@pytest.mark.parametrize("loss", ["huber", L.Huber(delta=3.0), "mse", "mae"])
def test_other_arguments_fail(refused, make_model, loss):
    y = np.linspace(-5, 5, 21).reshape(-1, 1)
    refused(check_loss, make_model(loss=loss, last=None, units=1), y, fits=L.Huber(delta=2.0))
