# title: The second hidden layer has no activation
# language: en
# mark: 18
# fails: [u02-mlp-computes]
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(16),
            layers.Dense(classes, activation="softmax"),
        ]
    )
