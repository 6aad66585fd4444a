# title: Policies as objects, two hidden layers, compiled
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-mixed
def mixed_precision_model(features, classes):
    half = keras.dtype_policies.DTypePolicy("mixed_float16")
    model = keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(24, activation="relu", dtype=half),
            layers.Dropout(0.2, dtype=half),
            layers.Dense(24, activation="relu", dtype=half),
            layers.Dense(classes, dtype=half),
            layers.Activation("softmax", dtype="float32"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model
