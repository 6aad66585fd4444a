# title: A copy with the weights of the file
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-reload
def reload(path):
    loaded = keras.saving.load_model(path)
    copy = keras.models.clone_model(loaded)
    copy.set_weights(loaded.get_weights())
    return copy
