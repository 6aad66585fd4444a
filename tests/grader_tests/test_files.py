import io
import json
import zipfile
from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_loaded, model_file
from grader_tests.copies import copied, trained_further
from grader_tests.files import content_for


def reload(path):
    return keras.saving.load_model(path)


def names_in(content: bytes) -> list[str]:
    config = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("config.json"))
    return [part["registered_name"] for part in config["config"]["layers"] if part["registered_name"]]


class Doubling(layers.Layer):
    def call(self, inputs):
        return inputs * 2


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
def test_the_same_model_gives_the_same_file(trained, suffix):
    assert content_for(trained, suffix) == content_for(copied(trained), suffix)


def test_a_class_goes_by_its_bare_name_even_when_it_was_registered_meanwhile():
    model = keras.Sequential([keras.Input((5,)), Doubling()])
    keras.saving.register_keras_serializable("somewhere")(Doubling)
    try:
        assert names_in(content_for(model, ".keras")) == ["Doubling"]
    finally:
        del keras.saving.get_custom_objects()["somewhere>Doubling"]


def test_the_file_is_there_for_the_call_alone(trained, rows):
    found = []

    def look(path):
        found.append(Path(path).is_file())
        return reload(path)

    check_loaded(call(look, model_file(trained, "m.keras")), like=trained, x=rows[0], task=1)
    assert found == [True]
    assert not Path("m.keras").exists()


def test_a_copy_has_the_optimizers_state(trained):
    made = copied(trained)
    assert int(made.optimizer.iterations) == int(trained.optimizer.iterations) > 0
    for own, given in zip(made.optimizer.variables, trained.optimizer.variables, strict=True):
        np.testing.assert_array_equal(own, given)


def test_a_copy_of_an_uncompiled_model_is_not_compiled():
    assert not copied(keras.Sequential([keras.Input((5,)), layers.Dense(3)])).compiled


def test_training_a_copy_further_leaves_the_model_alone(trained, rows):
    before = trained.get_weights()
    further = trained_further(trained, *rows, 2)
    assert int(further.optimizer.iterations) == int(trained.optimizer.iterations) + 2
    for weight, kept in zip(trained.get_weights(), before, strict=True):
        np.testing.assert_array_equal(weight, kept)
