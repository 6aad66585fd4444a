from pathlib import Path

import keras

from grader_tests import call, check_saved
from grader_tests.quiet import quiet

FILE = "checked.keras"


def save_and_reload(model, path):
    model.save(path)
    return keras.saving.load_model(path)


def test_saved_and_reloaded_passes_and_cleans_up(trained, rows):
    check_saved(call(save_and_reload, trained, FILE), FILE, like=trained, x=rows[0][:8], task=1)
    assert not Path(FILE).exists()


def test_an_old_file_does_not_pass_for_a_new_one(refused, trained, rows):
    with quiet():  # saving makes NumPy warn about Keras's variables
        trained.save(FILE)

    def reload_only(model, path):
        return keras.saving.load_model(path)

    refused(check_saved, call(reload_only, trained, FILE), FILE, like=trained, x=rows[0][:8])


def refuse(refused, function, model, rows):
    return refused(check_saved, call(function, model, FILE), FILE, like=model, x=rows[0][:8]).claim.msgid


def test_no_file_fails(refused, trained, rows):
    assert "no file" in refuse(refused, lambda model, path: model, trained, rows)


def test_another_model_in_the_file_fails(refused, trained, make_model, rows):
    def save_fresh(model, path):
        return save_and_reload(make_model(), path)

    assert "predicts differently" in refuse(refused, save_fresh, trained, rows)


def test_another_model_returned_fails(refused, trained, make_model, rows):
    def return_fresh(model, path):
        model.save(path)
        return make_model()

    assert "predicts differently" in refuse(refused, return_fresh, trained, rows)


def test_the_model_itself_returned_fails(refused, trained, rows):
    def return_given(model, path):
        model.save(path)
        return model

    assert "was given" in refuse(refused, return_given, trained, rows)


def test_a_file_of_another_kind_fails(refused, trained, rows):
    def write_text(model, path):
        Path(path).write_text("model")
        return keras.models.clone_model(model)

    assert "format" in refuse(refused, write_text, trained, rows)
    assert not Path(FILE).exists()
