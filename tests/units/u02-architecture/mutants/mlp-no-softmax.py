# title: The model gives logits
# language: en
# mark: 17
# fails: [u02-mlp-output, u02-mlp-computes]
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(classes),
        ]
    )
