import keras
import pytest

from grader_tests import check_metrics


@pytest.mark.parametrize(
    "metrics",
    [
        ["accuracy"],
        ["acc"],
        ["sparse_categorical_accuracy"],
        [keras.metrics.SparseCategoricalAccuracy()],
        [keras.metrics.SparseCategoricalAccuracy(name="share")],
        [keras.metrics.sparse_categorical_accuracy],
        ["mae", "accuracy"],
        [["accuracy"]],
    ],
)
def test_every_spelling_passes(make_model, metrics):
    check_metrics(make_model(metrics=metrics), "accuracy", task=1)


def test_long_and_short_names_are_one(make_model):
    check_metrics(make_model(metrics=["mean_absolute_error"]), "mae", task=1)
    check_metrics(make_model(metrics=[keras.metrics.MeanAbsoluteError()]), "mae", task=1)
    check_metrics(make_model(metrics=["mae"]), "mean_absolute_error", task=1)
    check_metrics(make_model(metrics=["accuracy"]), "sparse_categorical_accuracy", task=1)


@pytest.mark.parametrize("loss", ["mse", keras.losses.MeanSquaredError(name="mine")])
def test_where_the_loss_says_nothing_of_the_labels_any_accuracy_passes(make_model, loss):
    check_metrics(make_model(loss=loss, metrics=[keras.metrics.BinaryAccuracy()]), "accuracy", task=1)


def test_a_class_is_known_by_what_it_is_not_by_what_it_is_called(refused, make_model):
    check_metrics(make_model(metrics=[keras.metrics.MeanAbsoluteError(name="miles")]), "mae", task=1)
    refused(check_metrics, make_model(metrics=[keras.metrics.MeanSquaredError(name="mae")]), "mae")


@pytest.mark.parametrize(
    ("loss", "metric"),
    [
        ("sparse_categorical_crossentropy", keras.metrics.CategoricalAccuracy()),
        (keras.losses.SparseCategoricalCrossentropy(), "binary_accuracy"),
        (keras.losses.CategoricalCrossentropy(from_logits=True), keras.metrics.SparseCategoricalAccuracy()),
        (keras.losses.binary_crossentropy, keras.metrics.SparseCategoricalAccuracy(name="accuracy")),
    ],
)
def test_an_accuracy_of_other_labels_than_the_losss_fails(refused, make_model, loss, metric):
    refused(check_metrics, make_model(loss=loss, metrics=[metric]), "accuracy")


# The class Accuracy compares the numbers themselves: of probabilities and labels hardly any are equal.
@pytest.mark.parametrize("metrics", [None, [], ["mae"], [keras.metrics.Accuracy()]])
def test_a_missing_metric_fails(refused, make_model, metrics):
    refused(check_metrics, make_model(metrics=metrics), "accuracy")


def test_a_model_that_was_not_compiled_fails(refused):
    assert "compiled" in refused(check_metrics, keras.Sequential([keras.Input((2,))]), "accuracy").claim.msgid
