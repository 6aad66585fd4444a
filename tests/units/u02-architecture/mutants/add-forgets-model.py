# title: A new model of the added layers alone
# language: en
# mark: 18
# fails: [u02-add-kept, u02-add-output]
# needs_person: false

# %% u02-add
def add_layers(model):
    return keras.Sequential(
        [
            keras.Input(shape=model.input_shape[1:]),
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
