# title: Leaves the policy for new layers changed
# language: ru
# mark: 15
# fails: [u14-mixed-output]
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    keras.config.set_dtype_policy("mixed_float16")
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ]
    )
