# title: The configuration without the model's class
# language: ru
# mark: 18
# fails: [u13-json-layers]
# needs_person: false

# %% u13-json
import json


def to_json(model):
    return json.dumps(model.get_config())
