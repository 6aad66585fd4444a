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
