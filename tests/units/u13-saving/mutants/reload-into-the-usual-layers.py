# title: The weights are read into layers written in the function
# language: ru
# mark: 17
# fails: [u13-reload-keras, u13-reload-h5]
# needs_person: false

# %% u13-reload
def reload(path):
    model = ready_model()
    model.load_weights(path)
    return model
