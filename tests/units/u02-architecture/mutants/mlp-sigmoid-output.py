# title: Sigmoid at the output for several classes
# language: ru
# mark: 17
# fails: [u02-mlp-output, u02-mlp-computes]
# needs_person: false
# demo: true

# %% u02-mlp
def mlp(features, classes):
    return keras.Sequential(
        [
            keras.Input(shape=(features,)),
            layers.Dense(32, activation="relu"),
            layers.Dense(16, activation="relu"),
            layers.Dense(classes, activation="sigmoid"),
        ]
    )
