import keras
import pytest

from grader_tests import call, check_stopped


def of(**record):
    history = keras.callbacks.History()
    history.history = record
    return history


@pytest.mark.parametrize("values", [[3.0, 1.0, 2.0, 2.0], [1.0, 2.0, 2.0, 2.0]])
def test_epochs_after_the_best_one_pass(values, capsys):
    check_stopped(call(of, val_loss=values), waited=(2, 3), task=1)
    assert capsys.readouterr().out.startswith("✓ `of(…)`: stopped")


def test_too_few_and_too_many_fail(refused):
    assert "too late" in refused(check_stopped, of(val_loss=[1.0, 2.0, 3.0, 4.0]), waited=(1, 2)).render("en")
    assert "too early" in refused(check_stopped, of(val_loss=[3.0, 2.0, 1.0]), waited=(1, 2)).render("en")
    assert refused(check_stopped, of(val_loss=[1.0]), waited=(1, 2), hidden=True).got is None


@pytest.mark.parametrize(
    "thing", [None, 3, {"val_loss": [1]}, of(), of(loss=[1.0]), of(val_loss=[]), of(val_loss=["x"])]
)
def test_what_is_no_history_fails(refused, thing):
    refused(check_stopped, thing, waited=(0, 9))
