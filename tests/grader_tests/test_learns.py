import keras
import numpy as np
import pytest

from grader_tests import call, check_learns

EPOCHS = 40


@pytest.fixture
def parts(rows):
    x, y = rows
    return (x[::2], y[::2]), (x[1::2], y[1::2])


def by_hand(y_true, y_pred):
    labels = keras.ops.one_hot(keras.ops.cast(keras.ops.reshape(y_true, (-1,)), "int32"), 3)
    return keras.losses.categorical_crossentropy(labels, y_pred)


@pytest.mark.parametrize(
    ("loss", "last"),
    [
        ("sparse_categorical_crossentropy", "softmax"),
        (keras.losses.SparseCategoricalCrossentropy(from_logits=True), None),
        (by_hand, "softmax"),
    ],
    ids=["string", "logits", "by hand"],
)
def test_a_model_that_learns_passes(make_model, parts, loss, last):
    train, new = parts

    def build():
        return make_model(loss=loss, last=last, optimizer=keras.optimizers.Adam(0.03))

    check_learns(call(build), train, new, epochs=EPOCHS, at_least=0.8, task=1)


@pytest.mark.parametrize("units", [1, 2])
def test_two_classes_may_have_one_output_or_two(make_model, parts, units):
    (x, y), (x_new, y_new) = parts
    loss = "binary_crossentropy" if units == 1 else "sparse_categorical_crossentropy"
    last = "sigmoid" if units == 1 else "softmax"
    model = make_model(loss=loss, last=last, units=units, optimizer=keras.optimizers.Adam(0.03))
    check_learns(model, (x, y > 0), (x_new, y_new > 0), epochs=EPOCHS, at_least=0.8, task=1)


def test_a_model_that_learns_too_slowly_fails(refused, make_model, parts):
    model = make_model(optimizer=keras.optimizers.SGD(1e-6))
    failure = refused(check_learns, model, *parts, epochs=2, at_least=0.95)
    assert "does not learn" in failure.render("en")
    assert failure.got is not None
    assert "недостаточно" in failure.render("ru")


def test_a_hidden_failure_tells_no_numbers(refused, make_model, parts):
    model = make_model(optimizer=keras.optimizers.SGD(1e-6))
    failure = refused(check_learns, model, *parts, epochs=2, at_least=0.95, hidden=True)
    assert failure.got is failure.expected is None


def test_one_unit_with_softmax_is_recognised(refused, make_model, parts):
    (x, y), (x_new, y_new) = parts
    model = make_model(loss="binary_crossentropy", units=1)
    failure = refused(check_learns, model, (x, y > 0), (x_new, y_new > 0), epochs=1, at_least=0.1)
    assert "same class" in failure.claim.msgid


def test_a_loss_that_can_not_take_the_labels_fails(refused, make_model, parts):
    model = make_model(loss="categorical_crossentropy")
    assert "ValueError" in refused(check_learns, model, *parts, epochs=1, at_least=0.1).render("en")


def test_what_is_no_compiled_model_fails(refused, parts):
    bare = keras.Sequential([keras.Input((5,)), keras.layers.Dense(3)])
    for subject in (bare, None, 3, np.zeros((45, 3))):
        refused(check_learns, subject, *parts, epochs=1, at_least=0.1)
