from pathlib import Path

import h5py
import keras
import pytest

from grader_tests import call, check_file
from grader_tests.copies import copied
from grader_tests.quiet import quiet

WHOLE, WEIGHTS = "m.keras", "m.weights.h5"


def save_full(model, path):
    model.save(path + ".keras")


def save_weights(model, path):
    model.save_weights(path + ".weights.h5")


def by_functions(model, path):
    keras.saving.save_model(model, Path(path + ".keras"))


def by_copy(model, path):
    copy = keras.models.clone_model(model)
    copy.set_weights(model.get_weights())
    copy.save_weights(path + ".weights.h5")


@pytest.mark.parametrize("function", [save_full, by_functions])
def test_a_whole_model_passes_and_the_file_is_cleaned_up(function, trained, rows):
    check_file(call(function, trained, "m"), WHOLE, like=trained, x=rows[0], task=1)
    assert not Path(WHOLE).exists()


@pytest.mark.parametrize("function", [save_weights, by_copy])
def test_weights_pass_and_the_file_is_cleaned_up(function, trained, rows):
    check_file(call(function, trained, "m"), WEIGHTS, weights=True, like=trained, x=rows[0], task=1)
    assert not Path(WEIGHTS).exists()


def refuse(refused, function, model, rows, path=WHOLE, **keywords):
    failure = refused(check_file, call(function, model, "m"), path, like=model, x=rows[0], **keywords)
    assert not Path(path).exists()
    return failure.claim.msgid


def test_an_old_file_does_not_pass_for_a_new_one(refused, trained, rows):
    with quiet():
        trained.save(WHOLE)
    assert "no file" in refuse(refused, lambda model, path: None, trained, rows)


def test_another_name_fails(refused, trained, rows):
    assert "no file" in refuse(refused, save_weights, trained, rows)


def test_another_model_fails(refused, trained, make_model, rows):
    assert "differently" in refuse(refused, lambda model, path: save_full(make_model(), path), trained, rows)
    assert "differently" in refuse(
        refused, lambda model, path: save_weights(make_model(), path), trained, rows, WEIGHTS, weights=True
    )


def test_the_old_format_under_the_new_name_fails(refused, trained, rows):
    def rename(model, path):
        copied(model).save(path + ".h5")  # this format changes the model
        Path(path + ".h5").rename(path + ".keras")

    assert "format" in refuse(refused, rename, trained, rows)


def test_a_whole_model_is_no_file_of_weights(refused, trained, rows):
    def whole(model, path):
        copied(model).save(path + ".weights.h5")

    def renamed(model, path):
        model.save(path + ".keras")
        Path(path + ".keras").rename(path + ".weights.h5")

    for function in (whole, renamed):
        assert "no weights" in refuse(refused, function, trained, rows, WEIGHTS, weights=True)


def test_weights_that_are_kept_elsewhere_are_not_read(refused, trained, rows):
    def linked(model, path):
        save_weights(model, path)
        with h5py.File(path + ".weights.h5", "a") as file:
            file["elsewhere"] = h5py.ExternalLink("/etc/hostname", "/")

    assert "no weights" in refuse(refused, linked, trained, rows, WEIGHTS, weights=True)


def test_a_hidden_failure_tells_no_number_of_the_model(refused, trained, make_model, rows):
    failure = refused(
        check_file,
        call(lambda model, path: save_full(make_model(), path), trained, "m"),
        WHOLE,
        like=trained,
        x=rows[0],
        hidden=True,
    )
    assert "shape" not in failure.render("en")
