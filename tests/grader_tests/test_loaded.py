from pathlib import Path

import keras
import pytest
from keras import layers

from grader_tests import call, check_loaded, model_file
from grader_tests.failures import CheckFailed

FILE = "m.keras"


def reload(path):
    return keras.saving.load_model(path)


def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(x, y, epochs=epochs, verbose=0)
    return model


@pytest.fixture
def few(rows):
    return rows[0][::3], rows[1][::3]  # 30 rows: one mini-batch


@pytest.mark.parametrize("path", ["m.keras", "m.h5"])
def test_the_model_of_the_file_passes(path, trained, rows):
    check_loaded(call(reload, model_file(trained, path)), like=trained, x=rows[0], task=1)
    assert not Path(path).exists()


def test_a_model_that_is_not_compiled_any_more_passes(trained, rows):
    def bare(path):
        return keras.saving.load_model(path, compile=False)

    check_loaded(call(bare, model_file(trained, FILE)), like=trained, x=rows[0], task=1)


def test_another_model_fails_and_the_file_is_removed(refused, trained, make_model, rows):
    failure = refused(
        check_loaded, call(lambda path: make_model(), model_file(trained, FILE)), like=trained, x=rows[0]
    )
    assert "differently" in failure.claim.msgid
    assert not Path(FILE).exists()


def test_no_model_fails_and_the_file_is_removed(refused, trained, rows):
    failure = refused(
        check_loaded, call(lambda path: None, model_file(trained, FILE)), like=trained, x=rows[0]
    )
    assert "None" in failure.claim.msgid
    assert not Path(FILE).exists()


def test_trained_further_passes(trained, rows, few):
    resumed = call(resume, model_file(trained, FILE), *few, 2)
    check_loaded(resumed, like=trained, x=rows[0], after=(*few, 2), task=1)


@pytest.mark.parametrize("epochs", [1, 3, 4])
def test_another_number_of_epochs_fails(epochs, refused, make_model, rows, few):
    young = make_model(optimizer=keras.optimizers.SGD(0.1))
    resumed = call(lambda path, x, y, _: resume(path, x, y, epochs), model_file(young, FILE), *few, 2)
    failure = refused(check_loaded, resumed, like=young, x=rows[0], after=(*few, 2))
    assert "after the training" in failure.claim.msgid


class Halving(layers.Layer):
    def call(self, inputs):
        return inputs / 2


def test_a_model_with_a_class_of_ones_own_needs_that_class(rows):
    model = keras.Sequential([keras.Input((5,)), Halving(), layers.Dense(3)])

    def with_class(path):
        return keras.saving.load_model(path, custom_objects={"Halving": Halving})

    check_loaded(call(with_class, model_file(model, FILE)), like=model, x=rows[0], task=1)
    with pytest.raises(CheckFailed, match="deserialized"):
        check_loaded(call(reload, model_file(model, FILE)), like=model, x=rows[0], task=1)
