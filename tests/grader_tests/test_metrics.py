import keras
import pytest

from grader_tests import check_metrics


@pytest.mark.parametrize(
    "metrics",
    [["accuracy"], ["acc"], [keras.metrics.SparseCategoricalAccuracy()], ["mae", "accuracy"], [["accuracy"]]],
)
def test_every_spelling_passes(make_model, metrics):
    check_metrics(make_model(metrics=metrics), "accuracy", task=1)


def test_long_and_short_names_are_one(make_model):
    check_metrics(make_model(metrics=["mean_absolute_error"]), "mae", task=1)
    check_metrics(make_model(metrics=[keras.metrics.MeanAbsoluteError()]), "mae", task=1)
    check_metrics(make_model(metrics=["mae"]), "mean_absolute_error", task=1)


@pytest.mark.parametrize("metrics", [None, [], ["mae"]])
def test_a_missing_metric_fails(refused, make_model, metrics):
    refused(check_metrics, make_model(metrics=metrics), "accuracy")


def test_a_model_that_was_not_compiled_fails(refused):
    assert "compiled" in refused(check_metrics, keras.Sequential([keras.Input((2,))]), "accuracy").claim.msgid
