import keras
import numpy as np
import pytest

from grader_tests import CheckBroken, call, check_loss_function

L = keras.losses
WHOLE = np.array([0, 2, 1, 1, 0])
BINARY = np.array([0, 1, 1, 0, 1])
ROWS = np.eye(3)[WHOLE]
CASES = {
    "binary": {"y": BINARY, "units": 1, "activation": "sigmoid", "fits": "binary_crossentropy"},
    "sparse": {"y": WHOLE, "units": 3, "activation": "softmax", "fits": "sparse_categorical_crossentropy"},
    "rows": {"y": ROWS, "units": 3, "activation": "softmax", "fits": "categorical_crossentropy"},
}
LOGITS = {name: {**case, "activation": "linear"} for name, case in CASES.items()}


def by_hand(y_true, y_pred):
    return -keras.ops.sum(y_true * keras.ops.log(y_pred), axis=-1)


def softmax_by_hand(y_true, y_pred):
    return by_hand(y_true, keras.ops.softmax(y_pred))


@pytest.mark.parametrize(
    ("case", "loss"),
    [
        (CASES["binary"], "binary_crossentropy"),
        (CASES["binary"], L.BinaryCrossentropy()),
        (CASES["binary"], L.BinaryCrossentropy),
        (CASES["binary"], L.binary_crossentropy),
        (LOGITS["binary"], L.BinaryCrossentropy(from_logits=True)),
        (CASES["sparse"], "sparse_categorical_crossentropy"),
        (CASES["sparse"], "SparseCategoricalCrossentropy"),
        (LOGITS["sparse"], L.SparseCategoricalCrossentropy(from_logits=True)),
        (LOGITS["sparse"], lambda y, p: L.sparse_categorical_crossentropy(y, p, from_logits=True)),
        (CASES["rows"], L.CategoricalCrossentropy()),
        (CASES["rows"], by_hand),
        (LOGITS["rows"], softmax_by_hand),
    ],
)
def test_every_spelling_of_the_right_loss_passes(case, loss):
    check_loss_function(call(lambda: loss), **case, task=1)


@pytest.mark.parametrize(
    ("case", "loss"),
    [
        (CASES["binary"], "mse"),
        (CASES["binary"], "sparse_categorical_crossentropy"),
        (CASES["binary"], L.BinaryCrossentropy(from_logits=True)),
        (LOGITS["binary"], "binary_crossentropy"),
        (CASES["sparse"], "categorical_crossentropy"),
        (CASES["sparse"], "binary_crossentropy"),
        (LOGITS["sparse"], "sparse_categorical_crossentropy"),
        (CASES["rows"], "sparse_categorical_crossentropy"),
        (CASES["rows"], "binary_crossentropy"),
        (LOGITS["rows"], L.CategoricalCrossentropy()),
        (CASES["rows"], L.CategoricalCrossentropy(label_smoothing=0.1)),
    ],
)
def test_another_loss_fails(refused, case, loss):
    refused(check_loss_function, call(lambda: loss), **case)


@pytest.mark.parametrize(
    "subject", [None, 3, "no_such_loss", np.zeros(3), keras.layers.Dense(3), lambda y: 0]
)
def test_what_is_no_loss_fails(refused, subject):
    refused(check_loss_function, call(lambda: subject), **CASES["sparse"])


def test_a_hidden_check_does_not_name_the_loss(refused):
    failure = refused(check_loss_function, call(lambda: "mse"), **CASES["rows"], hidden=True)
    assert failure.expected is failure.got is None


def test_labels_that_the_reference_can_not_take_are_our_fault():
    with pytest.raises(CheckBroken):
        check_loss_function(call(lambda: "mse"), **{**CASES["sparse"], "units": 2}, task=1)
