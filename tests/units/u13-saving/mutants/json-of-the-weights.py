# title: The weights as text
# language: ru
# mark: 18
# fails: [u13-json-layers]
# needs_person: false

# %% u13-json
import json


def to_json(model):
    return json.dumps([weight.tolist() for weight in model.get_weights()])
