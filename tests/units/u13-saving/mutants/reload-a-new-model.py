# title: A new model is returned, the file is not read
# language: en
# mark: 17
# fails: [u13-reload-keras, u13-reload-h5]
# needs_person: false

# %% u13-reload
def reload(path):
    return ready_model()
