# title: relu comes after the sum, not before it
# language: en
# mark: 18
# fails: [u02-functional-skip]
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(features)(inputs)
    total = layers.ReLU()(layers.Add()([inputs, hidden]))
    outputs = layers.Dense(classes, activation="softmax")(total)
    return keras.Model(inputs, outputs)
