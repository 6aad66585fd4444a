# title: Among the classes that Keras knows, for a while
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-custom
def load_custom(path):
    known = keras.saving.get_custom_objects()
    known["Threshold"] = Threshold
    try:
        return keras.models.load_model(path, compile=False)
    finally:
        del known["Threshold"]
