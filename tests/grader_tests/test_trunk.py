import keras
import numpy as np
import pytest

from grader_tests import call, check_trunk

L = keras.layers
HEADS = ["age", "kind"]


@pytest.fixture
def x(rows):
    return rows[0][::3]


def model_of(build):
    inputs = keras.Input((5,))
    return keras.Model(inputs, build(inputs))


def plain(inputs):
    hidden = L.Dense(8, activation="relu")(inputs)
    return {"age": L.Dense(1)(hidden), "kind": L.Dense(3, activation="softmax")(hidden)}


def deep(inputs):
    hidden = L.Activation("tanh")(L.BatchNormalization()(L.Dense(8)(inputs)))
    hidden = L.Dropout(0.2)(L.Dense(8, activation="gelu")(hidden))
    return [L.Dense(1)(L.Dense(6, "relu")(hidden)), L.Dense(3, "softmax")(L.Dense(6, "relu")(hidden))]


def nested(inputs):
    trunk = keras.Sequential([L.Dense(8, activation="relu"), L.Dense(6, activation="relu")])
    return {
        "kind": L.Dense(3)(trunk(inputs)),
        "age": L.Rescaling(8.0, offset=23.0)(L.Dense(1)(trunk(inputs))),
    }


def skipping(inputs):
    hidden = L.Dense(5, activation="relu")(inputs)
    return {"age": L.Dense(1)(hidden + inputs), "kind": L.Dense(3)(L.Concatenate()([hidden, inputs]))}


class Own(keras.Model):
    """Two heads by a class of the student's own; the heads are made first."""

    def __init__(self):
        super().__init__()
        self.age, self.kind = L.Dense(1), L.Dense(3)
        self.hidden = L.Dense(8, activation="relu")

    def call(self, x):
        hidden = self.hidden(x)
        return self.age(hidden), self.kind(hidden)


@pytest.mark.parametrize("build", [plain, deep, nested, skipping])
@pytest.mark.parametrize("seed", range(3))
def test_every_way_of_sharing_passes(x, build, seed):
    keras.utils.set_random_seed(seed)
    model = model_of(build)
    before = model.get_weights()
    for bent in HEADS:
        check_trunk(call(lambda: model), x, HEADS, bent=bent, task=1)
    assert all(np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True))


def test_a_class_of_its_own_passes(x):
    model = Own()
    model(x)
    check_trunk(model, x, HEADS, bent="age", task=1)


def unshared(inputs):
    return [L.Dense(1)(L.Dense(8, "relu")(inputs)), L.Dense(3)(L.Dense(8, "relu")(inputs))]


def unshared_behind_scaling(inputs):
    return unshared(L.BatchNormalization()(L.LayerNormalization()(inputs)))


def no_hidden(inputs):
    return [L.Dense(1)(inputs), L.Dense(3)(inputs)]


@pytest.mark.parametrize("build", [unshared, unshared_behind_scaling, no_hidden])
def test_outputs_that_share_nothing_fail(refused, x, build):
    failure = refused(check_trunk, model_of(build), x, HEADS)
    assert "share no hidden layer" in failure.claim.msgid
    assert "общего скрытого слоя" in failure.render("ru")


def chained(inputs):
    age = L.Dense(1)(L.Dense(8, "relu")(inputs))
    return [age, L.Dense(3)(age)]


def cut_in_two(inputs):
    four = L.Dense(4)(L.Dense(8, "relu")(inputs))
    return [four[:, :1], four[:, 1:]]


@pytest.mark.parametrize("build", [chained, cut_in_two])
def test_an_output_without_a_layer_of_its_own_fails(refused, x, build):
    assert "of its own" in refused(check_trunk, model_of(build), x, HEADS).claim.msgid


def linear(inputs):
    hidden = L.Dense(8)(L.Dense(8)(inputs))
    return [L.Dense(1)(hidden), L.Dense(3, "softmax")(hidden)]


def test_a_linear_trunk_fails_where_it_must_not_be(refused, x):
    check_trunk(model_of(linear), x, HEADS, task=1)
    for bent in HEADS:
        assert "linear" in refused(check_trunk, model_of(linear), x, HEADS, bent=bent).claim.msgid


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "gelu", "elu", "softplus"])
@pytest.mark.parametrize("bent", HEADS)
def test_hidden_layers_of_the_heads_do_not_bend_a_linear_trunk(refused, x, activation, bent):
    def build(inputs):
        hidden = L.Dense(8)(inputs)
        return [
            L.Dense(1)(L.Dense(8, activation)(hidden)),
            L.Dense(3, "softmax")(L.Dense(8, activation)(hidden)),
        ]

    assert "linear" in refused(check_trunk, model_of(build), x, HEADS, bent=bent).claim.msgid


@pytest.mark.parametrize("trunk", ["relu", "tanh", "gelu"])
@pytest.mark.parametrize("activation", ["relu", "tanh", "gelu", None])
def test_a_bent_trunk_stays_bent_under_hidden_layers_of_the_heads(x, trunk, activation):
    def build(inputs):
        hidden = L.Dense(8, activation=trunk)(inputs)
        return [
            L.Dense(1)(L.Dense(8, activation=activation)(hidden)),
            L.Dense(3, "softmax")(L.Dense(8, activation=activation)(hidden)),
        ]

    for bent in HEADS:
        check_trunk(model_of(build), x, HEADS, bent=bent, task=1)


def test_a_frozen_trunk_fails_and_a_partly_frozen_one_passes(refused, x):
    frozen = model_of(plain)
    frozen.layers[1].trainable = False
    assert "frozen" in refused(check_trunk, frozen, x, HEADS).claim.msgid
    partly = model_of(nested)
    partly.layers[1].layers[0].trainable = False
    check_trunk(partly, x, HEADS, task=1)


def test_other_outputs_fail(refused, x):
    assert "other names" in refused(check_trunk, model_of(plain), x, ["age", "sort"]).claim.msgid
    for subject in (None, 3, keras.Sequential([keras.Input((5,)), L.Dense(4)])):
        refused(check_trunk, subject, x, HEADS)


def test_a_hidden_failure_expects_aloud_nothing(refused, x):
    failure = refused(check_trunk, model_of(unshared), x, HEADS, hidden=True)
    assert failure.expected is failure.got is None
