# title: The text is in a file, whose name is returned
# language: ru
# mark: 18
# fails: [u13-json-layers]
# needs_person: false

# %% u13-json
def to_json(model):
    with open("model.json", "w") as file:
        file.write(model.to_json())
    return "model.json"
