# title: functional_mlp with a plus sign, relu in a layer of its own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-functional
def functional_mlp(features, classes):
    inputs = keras.Input((features,), name="row")
    hidden = layers.ReLU()(layers.Dense(features)(inputs))
    return keras.Model(inputs=inputs, outputs=layers.Dense(classes, activation="softmax")(inputs + hidden))
