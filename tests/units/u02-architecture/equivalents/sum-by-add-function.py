# title: functional_mlp with layers.add, hidden output first
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input(shape=[features])
    x = layers.Dense(units=features, activation="relu")(inputs)
    x = layers.add([x, inputs])
    x = layers.Dense(classes)(x)
    return keras.Model(inputs, layers.Activation("softmax")(x))
