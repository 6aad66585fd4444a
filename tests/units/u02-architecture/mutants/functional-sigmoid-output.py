# title: Sigmoid at the output for several classes
# language: ru
# mark: 17
# fails: [u02-functional-output, u02-functional-skip]
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(features, activation="relu")(inputs)
    total = layers.Add()([inputs, hidden])
    outputs = layers.Dense(classes, activation="sigmoid")(total)
    return keras.Model(inputs, outputs)
