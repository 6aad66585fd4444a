# title: Gives the policy to the wrong layer
# language: ru
# mark: 14
# fails: [u14-mixed-layers, u14-mixed-output]
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu", dtype="float32"),
            layers.Dense(classes, activation="softmax", dtype="mixed_float16"),
        ]
    )
