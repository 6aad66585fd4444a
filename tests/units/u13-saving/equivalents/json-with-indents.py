# title: Text with indents
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-json
def to_json(model):
    return model.to_json(indent=2)
