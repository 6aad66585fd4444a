# title: The model begins at the hidden layer's output
# language: ru
# mark: 17
# fails: [u02-functional-output, u02-functional-skip]
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(features, activation="relu")(inputs)
    total = layers.Add()([inputs, hidden])
    outputs = layers.Dense(classes, activation="softmax")(total)
    return keras.Model(hidden, outputs)
