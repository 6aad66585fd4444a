# title: "The model does not know its input: no weights before the first call"
# language: ru
# mark: 19
# fails: [u02-mlp-weights]
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            layers.Dense(32, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
