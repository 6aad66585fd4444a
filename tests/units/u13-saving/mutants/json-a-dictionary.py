# title: A dictionary in place of a string
# language: en
# mark: 18
# fails: [u13-json-layers]
# needs_person: false

# %% u13-json
def to_json(model):
    return model.get_config()
