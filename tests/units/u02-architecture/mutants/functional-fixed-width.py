# title: The hidden layer has 64 units, whatever the input
# language: en
# mark: 17
# fails: [u02-functional-output, u02-functional-skip]
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(64, activation="relu")(inputs)
    total = layers.Add()([inputs, hidden])
    outputs = layers.Dense(classes, activation="softmax")(total)
    return keras.Model(inputs, outputs)
