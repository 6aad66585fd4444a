import keras
import pytest

from grader_tests import call, check_layers, layer

D = keras.layers.Dense


def sequential(*layers):
    return keras.Sequential([keras.Input((5,)), *layers])


def functional():
    inputs = keras.Input((5,))
    hidden = D(8, activation="relu")(inputs)
    return keras.Model(inputs, D(3, activation="softmax")(hidden))


def nested():
    return sequential(sequential(D(8, activation="relu")), D(3, activation="softmax"))


TWO = [layer("Dense", units=8, activation="relu"), layer("Dense", units=3, activation="softmax")]


@pytest.mark.parametrize(
    "model",
    [
        sequential(D(8, activation="relu"), D(3, activation="softmax")),
        sequential(D(8), keras.layers.ReLU(), D(3), keras.layers.Softmax()),
        sequential(D(8), keras.layers.Activation("relu"), D(3), keras.layers.Activation("softmax")),
        sequential(D(8, activation=keras.activations.relu, name="mine"), D(3, activation="softmax")),
        functional(),
        nested(),
    ],
    ids=["strings", "layers", "Activation", "function", "functional", "nested"],
)
def test_every_spelling_of_the_same_layers_passes(model):
    check_layers(model, TWO, hidden_nonlinearity=True, parameters=75, task=1)


def test_none_is_the_linear_activation():
    check_layers(sequential(D(1)), [layer("Dense", activation="linear")], task=1)


def test_dots_stand_for_any_number_of_layers(refused):
    model = sequential(D(8, activation="relu"), keras.layers.Dropout(0.5), D(3, activation="softmax"))
    check_layers(model, [..., layer("Dense", units=3)], task=1)
    check_layers(model, [..., layer("Dropout", rate=0.5), ...], task=1)
    check_layers(model, [layer("Dense"), ..., layer("Dense"), ...], task=1)
    refused(check_layers, model, [..., layer("Dropout")])
    refused(check_layers, model, [])


def test_the_wrong_field_is_named_with_its_layer(refused):
    failure = refused(check_layers, sequential(D(8, activation="relu"), D(4, activation="softmax")), TWO)
    assert "layer 2 (Dense) has the wrong units." in failure.render("en")
    assert (str(failure.expected), str(failure.got)) == ("3", "4")


def test_a_set_allows_each_of_its_values():
    check_layers(sequential(D(3, activation="tanh")), [layer("Dense", activation={"relu", "tanh"})], task=1)


def test_initializers_fit_by_name():
    check_layers(
        sequential(D(3, kernel_initializer="he_normal")),
        [layer("Dense", kernel_initializer="HeNormal")],
        task=1,
    )


def test_a_missing_layer_is_a_wrong_number(refused):
    failure = refused(check_layers, sequential(D(3, activation="softmax")), TWO)
    assert "number of layers" in failure.claim.msgid


def test_a_linear_stack_has_no_hidden_nonlinearity(refused):
    refused(check_layers, sequential(D(8), D(3, activation="softmax")), hidden_nonlinearity=True)
    refused(check_layers, sequential(D(3, activation="softmax")), hidden_nonlinearity=True)


def test_parameters_are_counted(refused):
    refused(check_layers, sequential(D(8), D(3)), parameters=74)
    refused(check_layers, keras.Sequential([D(8)]), parameters=48)


@pytest.mark.parametrize("thing", [None, 3, D(3), [D(3)], keras.Sequential])
def test_what_is_no_model_fails(refused, thing):
    refused(check_layers, thing, TWO)


def test_an_unbuilt_model_stays_unbuilt():
    model = keras.Sequential([D(8, activation="relu"), D(3, activation="softmax")])
    check_layers(model, TWO, task=1)
    assert not model.built


def test_a_hidden_pattern_is_not_shown(refused):
    message = refused(check_layers, call(functional), [layer("Dense", units=77), ...], hidden=True).render(
        "en"
    )
    assert "77" not in message
