import json

import keras
import pytest

from grader_tests import call, check_json


def to_json(model):
    return model.to_json()


def serialized(model):
    return json.dumps(keras.saving.serialize_keras_object(model))


def indented(model):
    return model.to_json(indent=2)


@pytest.mark.parametrize("function", [to_json, serialized, indented])
def test_a_description_passes(function, trained, rows):
    check_json(call(function, trained), like=trained, x=rows[0], task=1)


def refuse(refused, function, model, rows):
    return refused(check_json, call(function, model), like=model, x=rows[0]).claim.msgid


def test_what_is_no_text_fails(refused, trained, rows):
    assert "not a string" in refuse(refused, lambda model: model.get_config(), trained, rows)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"class_name": "Sequential"}', "model"])
def test_a_text_that_describes_no_model_fails(text, refused, trained, rows):
    assert "no model" in refuse(refused, lambda model: text, trained, rows)


def test_other_layers_fail(refused, trained, make_model, rows):
    assert "other layers" in refuse(refused, lambda model: make_model(units=4).to_json(), trained, rows)
    assert "other layers" in refuse(refused, lambda model: make_model(last="linear").to_json(), trained, rows)


def test_a_path_is_no_description(refused, trained, rows):
    assert "no model" in refuse(refused, lambda model: "model.json", trained, rows)
