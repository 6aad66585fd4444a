# title: The hidden output is added to itself
# language: ru
# mark: 18
# fails: [u02-functional-skip]
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(features, activation="relu")(inputs)
    total = layers.Add()([hidden, hidden])
    outputs = layers.Dense(classes, activation="softmax")(total)
    return keras.Model(inputs, outputs)
