# title: The layers of the notebook's own model
# language: en
# mark: 18
# fails: [u13-json-layers]
# needs_person: false

# %% u13-json
def to_json(model):
    return ready_model().to_json()
