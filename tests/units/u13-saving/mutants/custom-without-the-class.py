# title: Loaded as if every layer were Keras's own
# language: en
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    return keras.saving.load_model(path)
