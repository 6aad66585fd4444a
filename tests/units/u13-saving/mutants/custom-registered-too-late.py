# title: Registered when the file is written already
# language: ru
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    keras.saving.register_keras_serializable(package="digits")(Threshold)
    return keras.saving.load_model(path)
