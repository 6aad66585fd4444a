# title: Has no softmax
# language: ru
# mark: 15
# fails: [u14-mixed-layers]
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu", dtype="mixed_float16"),
            layers.Dense(classes, dtype="float32"),
        ]
    )
