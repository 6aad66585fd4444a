# title: Sets the policy after the layers are made
# language: ru
# mark: 15
# fails: [u14-mixed-layers]
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ]
    )
    keras.config.set_dtype_policy("mixed_float16")
    keras.config.set_dtype_policy("float32")
    return model
