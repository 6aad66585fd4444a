import keras
import numpy as np
import pytest

from grader_tests import CheckBroken, check_reaches
from grader_tests.reaches import credit


def test_a_good_model_passes_and_says_how_good(trained, rows, capsys):
    assert check_reaches(trained, *rows, at_least=0.5, task=1) is None
    assert capsys.readouterr().out.startswith("✓ `trained`: accuracy is ")


def test_one_hot_labels_are_labels(trained, rows):
    check_reaches(trained, rows[0], np.eye(3)[rows[1]], at_least=0.5, task=1)


def test_too_low_fails(refused, trained, rows):
    x, y = rows
    assert "not good enough" in refused(check_reaches, trained, x, (y + 1) % 3, at_least=0.5).claim.msgid


def test_one_softmax_unit_is_recognised(refused, make_model, rows):
    model = make_model(units=1)
    failure = refused(check_reaches, model, rows[0], (rows[1] > 0).astype(int), at_least=0.5)
    assert "same class" in failure.claim.msgid


def test_the_same_number_for_every_row_is_recognised(refused):
    x, y = np.zeros((5, 2)), np.arange(5.0)
    failure = refused(check_reaches, np.full(5, 2.0), x, y, metric="mae", at_most=9)
    assert "same number" in failure.claim.msgid


def test_an_error_is_at_most(refused):
    x, y = np.zeros((5, 2)), np.arange(5.0)
    check_reaches(y[:, None] + 0.5, x, y, metric="mae", at_most=0.5, task=1)
    refused(check_reaches, y + 0.6, x, y, metric="mae", at_most=0.5)
    refused(check_reaches, np.stack([y, y], 1), x, y, metric="mse", at_most=0.5)


def test_a_logit_decides_at_zero_and_a_probability_at_a_half():
    y = np.array([0, 0, 1, 1])
    check_reaches(np.array([[-3.0], [-0.1], [0.1], [4]]), y, y, at_least=1, task=1)
    check_reaches(np.array([[0.1], [0.4], [0.6], [0.9]]), y, y, at_least=1, task=1)


@pytest.mark.parametrize("wrong", [np.zeros(3), np.zeros((3, 2)), 0.9, np.full((5, 3), np.nan)])
def test_predictions_of_another_shape_or_nan_fail(refused, wrong):
    refused(check_reaches, wrong, np.zeros((5, 2)), np.arange(5) % 3, at_least=0.1)


def test_graded_credit_is_a_number_with_a_message_beside_it(rows, trained, capsys):
    x, y = rows
    accuracy = float(np.mean(keras.ops.convert_to_numpy(trained(x)).argmax(1) == y))
    earned = check_reaches(trained, x, y, at_least=accuracy - 0.1, full=accuracy + 0.1, points=4, task=1)
    assert earned == pytest.approx(2, abs=0.25)
    assert "of 4 points" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("value", "points"), [(0.8, 0), (0.85, 1), (0.9, 2), (0.999, 3.75), (1.0, 4), (1.2, 4)]
)
def test_credit_grows_in_quarter_points(value, points):
    assert credit(value, 0.8, 1.0, 4) == points


def test_a_check_without_a_mark_is_broken():
    with pytest.raises((ValueError, CheckBroken)):
        check_reaches(np.arange(3), np.arange(3), np.arange(3), task=1)
