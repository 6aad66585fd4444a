# title: 16 units first, then 32
# language: ru
# mark: 17
# fails: [u02-mlp-weights, u02-mlp-computes]
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(16, activation="relu"),
            layers.Dense(32, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
