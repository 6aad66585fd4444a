# title: "The hidden layers have no activation: the whole model is linear up to softmax"
# language: ru
# mark: 18
# fails: [u02-mlp-computes]
# needs_person: false
# demo: true

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32),
            layers.Dense(16),
            layers.Dense(classes, activation="softmax"),
        ]
    )
