# title: Without what the model was compiled with
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-reload
def reload(path):
    return keras.saving.load_model(path, compile=False)
