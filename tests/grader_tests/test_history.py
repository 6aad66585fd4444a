import keras
import pytest

from grader_tests import call, check_history


def train(model, x, y):
    return model.fit(x, y, validation_data=(x, y), epochs=3, verbose=0)


def test_the_history_of_a_training_passes(make_model, rows, capsys):
    check_history(call(train, make_model(), *rows), keys=("loss", "val_loss"), epochs=(3, 3), task=1)
    assert capsys.readouterr().out == "✓ `train(…)`: loss, val_loss over 3 epochs.\n"


def of(**record):
    history = keras.callbacks.History()
    history.history = record
    return history


def test_a_missing_record_fails_and_says_where_it_comes_from(refused):
    failure = refused(check_history, of(loss=[1.0]), keys=("loss", "val_loss"))
    assert "validation_data" in str(failure.next)


@pytest.mark.parametrize("epochs", [(2, 5), (0, 0)])
def test_the_number_of_epochs_counts(refused, epochs):
    refused(check_history, of(loss=[1.0]), epochs=epochs)


def test_the_last_epoch_is_what_limits_look_at(refused):
    check_history(of(loss=[9.0, 1.0]), at_most={"loss": 1}, at_least={"loss": 1}, task=1)
    refused(check_history, of(loss=[1.0, 9.0]), at_most={"loss": 1})
    refused(check_history, of(loss=[9.0, 1.0]), at_least={"loss": 2})
    refused(check_history, of(loss=[float("nan")]), at_most={"loss": 1})


@pytest.mark.parametrize("thing", [None, 3, {"loss": [1]}, of(), of(loss=[]), of(loss=["x"])])
def test_what_is_no_history_fails(refused, thing):
    refused(check_history, thing)
