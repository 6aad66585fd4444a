# title: The class under a name that the file does not have
# language: ru
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    return keras.saving.load_model(path, custom_objects={"threshold": Threshold})
