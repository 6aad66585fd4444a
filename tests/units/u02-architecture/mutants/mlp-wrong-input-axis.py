# title: The shape of the input holds the batch axis too
# language: en
# mark: 17
# fails: [u02-mlp-output, u02-mlp-computes]
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(None, features)),
            layers.Dense(32, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
