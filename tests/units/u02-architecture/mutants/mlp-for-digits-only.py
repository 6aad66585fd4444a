# title: 64 features and 10 classes are written into the model, whatever is asked
# language: ru
# mark: 16
# fails: [u02-mlp-output, u02-mlp-weights, u02-mlp-computes]
# needs_person: false

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
