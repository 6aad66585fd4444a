# title: A new model with such a layer; the file is not read
# language: ru
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    return threshold_model(0.5)
