# title: The same function under its other name
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-reload
def reload(path):
    model = keras.models.load_model(path)
    return model
