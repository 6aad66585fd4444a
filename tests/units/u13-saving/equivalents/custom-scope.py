# title: Within a scope
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-custom
def load_custom(path):
    with keras.saving.custom_object_scope({"Threshold": Threshold}):
        return keras.saving.load_model(path)
