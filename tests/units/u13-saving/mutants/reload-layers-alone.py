# title: The layers are loaded, the weights are drawn anew
# language: ru
# mark: 17
# fails: [u13-reload-keras, u13-reload-h5]
# needs_person: false

# %% u13-reload
def reload(path):
    return keras.models.clone_model(keras.saving.load_model(path))
