import numpy as np
import pytest

from grader_tests import call, check_classes, check_split


def split(x, y, cuts=(54, 72), order=None):
    order = np.random.default_rng(0).permutation(len(x)) if order is None else order
    parts = np.split(order, cuts)
    return tuple((x[part], y[part]) for part in parts)


def test_a_sound_split_passes(rows):
    check_split(call(split, *rows), *rows, task=1)
    check_classes(call(split, *rows), *rows, task=1)


def test_one_row_more_or_less_passes(rows):
    check_split(call(split, *rows, (53, 71)), *rows, task=1)


def claim(refused, rows, answer, check=check_split):
    return refused(check, call(lambda x, y: answer, *rows), *rows).claim.msgid


def test_shared_rows_fail(refused, rows):
    x, y = rows
    answer = (x[:54], y[:54]), (x[50:68], y[50:68]), (x[72:], y[72:])
    assert claim(refused, rows, answer) == "{name}: the sets share rows."


def test_lost_rows_fail(refused, rows):
    x, y = rows
    answer = (x[:54], y[:54]), (x[54:72], y[54:72]), (x[73:], y[73:])
    assert "lost or doubled" in claim(refused, rows, answer)


def test_doubled_rows_fail(refused, rows):
    x, y = rows
    order = np.r_[:54, [0], 54:89]
    (a, b), *rest = split(x, y, (55, 73), order)
    assert "lost or doubled" in claim(refused, rows, ((a, b), *rest))


def test_labels_of_other_rows_fail(refused, rows):
    (x, y), *rest = split(*rows)
    assert "label of another row" in claim(refused, rows, ((x, np.sort(y)), *rest))


def test_changed_rows_fail(refused, rows):
    (x, y), *rest = split(*rows)
    assert "none of the rows given" in claim(refused, rows, ((x * 2, y), *rest))


def test_wrong_sizes_fail(refused, rows):
    assert "number of rows" in claim(refused, rows, split(*rows, (72, 81)))


@pytest.mark.parametrize("answer", [None, 3, (1, 2, 3), ((1, 2), (1, 2)), [((1,), (2,), (3,))] * 3])
def test_what_are_no_three_pairs_fails(refused, rows, answer):
    claim(refused, rows, answer)


def test_rows_without_their_labels_fail(refused, rows):
    (x, y), *rest = split(*rows)
    assert "belong together" in claim(refused, rows, ((x, y[1:]), *rest))


def test_an_unshuffled_split_lacks_classes(refused, rows):
    x, y = rows
    answer = split(x, y, order=np.arange(90))
    check_split(call(lambda x, y: answer, x, y), x, y, task=1)
    assert claim(refused, rows, answer, check_classes) == "{part}: not every class is in it."
