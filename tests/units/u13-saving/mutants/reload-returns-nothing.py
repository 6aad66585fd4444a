# title: Loaded, but not returned
# language: en
# mark: 17
# fails: [u13-reload-keras, u13-reload-h5]
# needs_person: false

# %% u13-reload
def reload(path):
    model = keras.saving.load_model(path)
