# title: An object in place of the class
# language: en
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    return keras.saving.load_model(path, custom_objects={"Threshold": Threshold(0.5)})
