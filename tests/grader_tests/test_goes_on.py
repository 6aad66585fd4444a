from pathlib import Path

import keras
import pytest

from grader_tests import call, check_goes_on, model_file
from grader_tests.copies import copied

FILE = "m.keras"


@pytest.fixture
def few(rows):
    return rows[0][::3], rows[1][::3]  # 30 rows: one mini-batch


def save_full(model, path):
    model.save(path)


def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(x, y, epochs=epochs, verbose=0)
    return model


def test_a_whole_file_goes_on(trained, few):
    x, y = few
    check_goes_on(call(save_full, trained, FILE), FILE, like=trained, x=x, y=y, task=1)
    assert not Path(FILE).exists()


@pytest.mark.parametrize("optimizer", ["adam", "rmsprop", keras.optimizers.SGD(0.1, momentum=0.9)])
def test_a_resumed_training_goes_on(optimizer, make_model, rows, few):
    x, y = few
    model = make_model(optimizer=optimizer)
    model.fit(*rows, epochs=1, verbose=0)
    resumed = call(resume, model_file(model, FILE), x, y, 2)
    check_goes_on(resumed, like=model, x=x, y=y, epochs=2, task=1)
    assert not Path(FILE).exists()


def test_the_model_itself_is_left_alone(trained, few):
    x, y = few
    before = int(trained.optimizer.iterations)
    check_goes_on(call(save_full, trained, FILE), FILE, like=trained, x=x, y=y, task=1)
    assert int(trained.optimizer.iterations) == before


def refuse(refused, function, model, few):
    x, y = few
    failure = refused(check_goes_on, call(function, model, FILE), FILE, like=model, x=x, y=y)
    assert not Path(FILE).exists()
    return failure.claim.msgid


def test_a_model_without_what_it_was_compiled_with_fails(refused, trained, few):
    def bare(model, path):
        copy = keras.Sequential.from_config(model.get_config())
        copy.set_weights(model.get_weights())
        copy.save(path)

    assert "compiled with" in refuse(refused, bare, trained, few)


def test_an_optimizer_that_begins_anew_fails(refused, trained, few):
    def anew(model, path):
        copy = copied(model)
        copy.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy")
        copy.save(path)

    assert "number of steps" in refuse(refused, anew, trained, few)


def test_an_optimizer_that_has_forgotten_all_but_its_steps_fails(refused, trained, few):
    def forgetful(model, path):
        copy = copied(model)
        for variable in copy.optimizer.variables[2:]:
            variable.assign(variable * 0)
        copy.save(path)

    assert "trained further" in refuse(refused, forgetful, trained, few)


def test_another_learning_rate_fails(refused, trained, few):
    def faster(model, path):
        copy = copied(model)
        copy.optimizer.learning_rate = 0.2
        copy.save(path)

    assert "trained further" in refuse(refused, faster, trained, few)


def test_no_file_fails(refused, trained, few):
    assert "no file" in refuse(refused, lambda model, path: None, trained, few)


@pytest.mark.parametrize("size", [8, 16, 30])
def test_batches_are_counted(size, refused, make_model, few):
    x, y = few
    still = make_model(optimizer=keras.optimizers.SGD(0.0))

    def resume_in_batches(path, x, y, epochs):
        model = keras.saving.load_model(path)
        model.fit(x, y, epochs=epochs, batch_size=size, verbose=0)
        return model

    resumed = call(resume_in_batches, model_file(still, FILE), x, y, 2)
    asked = {"like": still, "x": x, "y": y, "epochs": 2, "batch_size": 16, "task": 1}
    if size == 16:
        check_goes_on(resumed, **asked)
    else:
        assert "number of steps" in refused(check_goes_on, resumed, **asked).claim.msgid
