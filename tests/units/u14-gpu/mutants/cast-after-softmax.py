# title: Computes softmax in float16 and turns it into float32 afterwards
# language: ru
# mark: 15
# fails: [u14-mixed-output]
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu", dtype="mixed_float16"),
            layers.Dense(classes, activation="softmax", dtype="mixed_float16"),
            layers.Activation("linear", dtype="float32"),
        ]
    )
