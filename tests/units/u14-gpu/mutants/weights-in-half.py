# title: Keeps the weights in float16 too
# language: ru
# mark: 15
# fails: [u14-mixed-layers]
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu", dtype="float16"),
            layers.Dense(classes, activation="softmax", dtype="float32"),
        ]
    )
