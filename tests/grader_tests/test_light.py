import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import answers, call, check_layers, check_output, layer, light
from grader_tests.handles import CallableHandle
from grader_tests.light import without_weights

X = np.ones((2, 4), "float32")


def build(classes):
    return keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(5, activation="relu", trainable=False),
            layers.Dense(classes, activation="softmax"),
        ]
    )


def test_in_the_students_own_kernel_it_is_the_call_itself():
    made = light(call(build, 3))
    check_layers(made, [layer("Dense", units=5), layer("Dense", units=3)], task=1)
    assert any(weight.any() for weight in made.reach().get_weights())


def test_elsewhere_the_weights_are_zeros_and_the_rest_is_as_it_was(monkeypatch):
    asked = []

    class Elsewhere(answers.LocalReach):
        def call(self, function, arguments, keywords):
            asked.append(function)
            return super().call(function, [build, *arguments[1:]], keywords)

    monkeypatch.setattr(answers, "_reach", Elsewhere())
    remote = CallableHandle(1, "function", frozenset({"function"}), "build", ("classes",))
    made = light(call(remote, 3))
    check_output(made, X, shape=(None, 3), sums_to=1, task=1)
    assert asked[0] is without_weights
    assert not any(weight.any() for weight in made.reach().get_weights())
    assert [part.trainable for part in made.reach().layers] == [False, True]


@pytest.mark.parametrize("returned", [None, 3, "model"])
def test_what_is_no_model_comes_as_it_is(returned):
    assert without_weights(lambda: returned) is returned


def test_its_name_is_that_of_the_call():
    assert light(call(build, 3)).name == "`build(…)`"
