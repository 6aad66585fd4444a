import keras

from grader_tests import check_optimizer


def test_model_and_optimizer_are_both_looked_at(make_model):
    check_optimizer(make_model(optimizer=keras.optimizers.SGD(0.1)), kind="SGD", learning_rate=0.1, task=1)
    check_optimizer(keras.optimizers.Adam(0.01), kind={"Adam", "AdamW"}, learning_rate=(0.001, 0.1), task=1)


def test_a_string_is_the_same_optimizer(make_model):
    check_optimizer(make_model(optimizer="rmsprop"), kind="RMSprop", task=1)


def test_mixed_precision_wraps_it():
    wrapped = keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(0.01))
    check_optimizer(wrapped, kind="Adam", learning_rate=0.01, task=1)


def test_another_kind_or_rate_fails(refused, make_model):
    assert "another optimizer" in refused(check_optimizer, make_model(), kind="SGD").claim.msgid
    assert "learning rate" in refused(check_optimizer, make_model(), learning_rate=0.1).claim.msgid


def test_no_optimizer_fails(refused):
    refused(check_optimizer, keras.Sequential([keras.layers.Dense(1)]), kind="SGD")
    refused(check_optimizer, "sgd", kind="SGD")
