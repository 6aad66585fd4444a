import keras
import numpy as np
import pytest

from grader_tests import call, check_heads, check_reaches, check_trunk, head_of

L = keras.layers
SIZES = {"age": 1, "kind": 3}
RULES = {"numbers": ["age"], "probabilities": ["kind"]}


@pytest.fixture
def x(rows):
    return rows[0][::3]


def heads(form=dict, *, age=None, kind="softmax", shared="relu", units=3):
    inputs = keras.Input((5,))
    hidden = L.Dense(8, activation=shared)(inputs)
    outputs = {"age": L.Dense(1, activation=age)(hidden), "kind": L.Dense(units, activation=kind)(hidden)}
    return keras.Model(inputs, outputs if form is dict else form(outputs.values()))


class Own(keras.Model):
    """Heads by a class of the student's own."""

    def __init__(self):
        super().__init__()
        self.hidden = L.Dense(8, activation="tanh")
        self.age, self.kind = L.Dense(1), L.Dense(3, activation="softmax")

    def call(self, x):
        hidden = self.hidden(x)
        return {"kind": self.kind(hidden), "age": self.age(hidden)}


def sequential():
    return keras.Sequential([keras.Input((5,)), L.Dense(4)])


@pytest.mark.parametrize("form", [dict, list, tuple])
def test_a_dictionary_a_list_and_a_tuple_are_right(x, form):
    check_heads(call(heads, form), x, SIZES, **RULES, task=1)


def test_a_class_of_its_own_is_right_and_keeps_its_weights(x):
    model = Own()
    model(x)
    before = model.get_weights()
    check_heads(model, x, SIZES, **RULES, task=1)
    assert all(np.array_equal(old, new) for old, new in zip(before, model.get_weights(), strict=True))


@pytest.mark.parametrize("hidden", [False, True])
def test_hidden_layers_of_any_activation_leave_a_number_free(x, hidden):
    for shared in ("relu", "tanh", "sigmoid", "gelu"):
        check_heads(heads(shared=shared), x, SIZES, **RULES, task=1, hidden=hidden)


def test_one_number_may_come_without_an_axis(x):
    inputs = keras.Input((5,))
    hidden = L.Dense(8, activation="relu")(inputs)
    flat = L.Reshape(())(L.Dense(1)(hidden))
    check_heads(keras.Model(inputs, [flat, L.Dense(3, "softmax")(hidden)]), x, SIZES, **RULES, task=1)


def test_several_sizes_may_be_right(x):
    check_heads(heads(units=2), x, {"age": 1, "kind": {1, 2}}, task=1)


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "softplus", "elu"])
def test_an_activation_bounds_a_number(refused, x, activation):
    failure = refused(check_heads, heads(age=activation), x, SIZES, numbers=["age"])
    assert "output `age` can't be any number" in failure.render("en")
    assert "`age`" in failure.render("ru")


@pytest.mark.parametrize("activation", ["sigmoid", "relu", None])
def test_what_does_not_add_up_is_no_probability(refused, x, activation):
    failure = refused(check_heads, heads(kind=activation), x, SIZES, probabilities=["kind"])
    assert "no probabilities" in failure.claim.msgid


@pytest.mark.parametrize("activation", ["softmax", None])
def test_scores_are_probabilities_or_logits(x, activation):
    check_heads(heads(kind=activation), x, SIZES, scores=["age", "kind"], task=1)
    check_heads(heads(age="sigmoid", kind=activation), x, SIZES, scores=["age", "kind"], task=1, hidden=True)


@pytest.mark.parametrize("activation", ["relu", "tanh", "softplus"])
def test_what_is_neither_is_no_score(refused, x, activation):
    failure = refused(check_heads, heads(kind=activation), x, SIZES, scores=["age", "kind"])
    assert "output `kind` can't be any number" in failure.render("en")


def test_a_list_in_another_order_has_other_shapes(refused, x):
    inputs = keras.Input((5,))
    hidden = L.Dense(8, activation="relu")(inputs)
    model = keras.Model(inputs, [L.Dense(3, "softmax")(hidden), L.Dense(1)(hidden)])
    assert "wrong shape" in refused(check_heads, model, x, SIZES).claim.msgid


def test_other_names_and_another_number_of_outputs_are_told(refused, x):
    failure = refused(check_heads, heads(), x, {"years": 1, "kind": 3})
    assert "other names" in failure.claim.msgid
    assert "'age'" in str(failure.got)
    assert "number of outputs" in refused(check_heads, sequential(), x, SIZES).claim.msgid
    assert "number of outputs" in refused(check_heads, heads(list), x, {**SIZES, "more": 2}).claim.msgid


def test_a_hidden_failure_tells_no_name_of_the_students(refused, x):
    failure = refused(check_heads, heads(), x, {"years": 1, "kind": 3}, hidden=True)
    assert "age" not in failure.render("en")
    assert refused(check_heads, heads(age="relu"), x, SIZES, numbers=["age"], hidden=True).got is None


def test_what_is_no_model_fails(refused, x):
    for subject in (None, 3, np.zeros((30, 3))):
        refused(check_heads, subject, x, SIZES)


def test_a_head_is_judged_like_predictions(refused, x):
    model = heads(list)
    age = np.asarray(model(x)[0])[:, 0]
    check_reaches(head_of(model, "age", x, list(SIZES)), x, age + 1, metric="mae", at_most=1.01, task=1)
    named = head_of(call(lambda: (model, 3))[0], "age", x, list(SIZES))
    failure = refused(check_reaches, named, x, age + 9, metric="mae", at_most=1.0)
    assert "output `age` of result 1 of `<lambda>(…)`" in failure.render("en").lower()


def test_a_head_that_is_not_there_is_told(refused, x):
    absent = head_of(heads(), "years", x, ["years", "kind"])
    failure = refused(check_reaches, absent, x, np.zeros(len(x)), metric="mae", at_most=1.0)
    assert "does not return result 1" in failure.render("en")


class Odd(keras.Model):
    """Outputs that are no numbers a row."""

    def __init__(self, output):
        super().__init__()
        self.output_made = output
        self.hidden = L.Dense(3)

    def call(self, x):
        return {"age": self.output_made, "kind": self.hidden(x)}


@pytest.mark.parametrize("output", [np.float32(3), np.zeros((30, 0)), np.zeros((7, 1)), "three"])
def test_odd_outputs_fail(refused, x, output):
    model = Odd(output)
    model(x)
    refused(check_heads, model, x, SIZES)
    refused(check_trunk, model, x, list(SIZES))
