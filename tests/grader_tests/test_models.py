import numpy as np

from grader_tests.models import labels_of, weights


def test_the_largest_column_is_the_label():
    assert labels_of(np.array([[0.1, 0.7, 0.2], [0.5, 0.2, 0.3]])).tolist() == [1, 0]


def test_one_column_is_a_probability_or_a_logit():
    assert labels_of(np.array([[0.2], [0.8]])).tolist() == [0, 1]
    assert labels_of(np.array([[-2.0], [0.4]])).tolist() == [0, 1]


def test_weights_are_copies(trained):
    weights(trained)[0][:] = 0
    assert np.abs(weights(trained)[0]).max() > 0
