# title: Input and hidden output stand side by side instead of being added
# language: en
# mark: 18
# fails: [u02-functional-skip]
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(features, activation="relu")(inputs)
    total = layers.Concatenate()([inputs, hidden])
    outputs = layers.Dense(classes, activation="softmax")(total)
    return keras.Model(inputs, outputs)
