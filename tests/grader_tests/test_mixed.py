import keras
import pytest
from keras import layers

from grader_tests import check_mixed_precision

CLAIMS = ({"classes": 3}, {"computes": True}, {"output": True}, {"policy": True})


def model(hidden="mixed_float16", last="float32", activation="softmax", units=3):
    return keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, activation="relu", dtype=hidden),
            layers.Dense(units, activation=activation, dtype=last),
        ]
    )


def by_policy(back=True):
    def make(features, classes):
        before = keras.config.dtype_policy()
        keras.config.set_dtype_policy("mixed_float16")
        inputs = keras.Input((features,))
        logits = layers.Dense(classes)(layers.Dense(8, activation="relu")(inputs))
        made = keras.Model(inputs, layers.Softmax(dtype="float32")(logits))
        if back:
            keras.config.set_dtype_policy(before)
        return made

    return make


RIGHT = {
    "layer-by-layer": lambda features, classes: model(),
    "bfloat16": lambda features, classes: model("mixed_bfloat16"),
    "policy-put-back": by_policy(),
}
# Each with the number of the claim that it breaks.
WRONG = {
    "other-classes": (lambda features, classes: model(units=4), 0),
    "no-probabilities": (lambda features, classes: model(activation=None), 0),
    "no-hidden-layer": (
        lambda features, classes: keras.Sequential([keras.Input((4,)), layers.Dense(3, "softmax")]),
        0,
    ),
    "float32": (lambda features, classes: model("float32"), 1),
    "weights-in-half": (lambda features, classes: model("float16"), 1),
    "head-in-half": (lambda features, classes: model(last="mixed_float16"), 2),
    "cast-in-the-end": (
        lambda features, classes: keras.Sequential(
            [model(last="mixed_float16"), layers.Activation("linear", dtype="float32")]
        ),
        2,
    ),
    "policy-left": (by_policy(back=False), 3),
}


@pytest.mark.parametrize("make", RIGHT.values(), ids=RIGHT)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: next(iter(claim)))
def test_right_models_pass(make, claim):
    check_mixed_precision(make, 4, 3, **claim, task=1)
    assert keras.config.dtype_policy().name == "float32"


@pytest.mark.parametrize(("make", "broken"), WRONG.values(), ids=WRONG)
def test_wrong_models_fail_the_claim_that_they_break(make, broken, refused):
    for number, claim in enumerate(CLAIMS):
        if number == broken:
            refused(check_mixed_precision, make, 4, 3, **claim)
        elif not (number == 1 and broken == 0):  # without a hidden layer none computes in half precision
            check_mixed_precision(make, 4, 3, **claim, task=1)
    assert keras.config.dtype_policy().name == "float32"


@pytest.mark.parametrize("make", [lambda *_: None, lambda *_: 3, lambda *_: 1 / 0, 5, lambda: model()])
def test_what_gives_no_model_fails(make, refused):
    refused(check_mixed_precision, make, 4, 3, computes=True)
