# title: Keras's serialization, written by json
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-json
import json


def to_json(model):
    return json.dumps(keras.saving.serialize_keras_object(model))
