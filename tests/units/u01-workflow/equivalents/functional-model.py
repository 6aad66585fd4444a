# title: A functional model in build_classifier, the activation in a layer of its own
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u01-build
def build_classifier():
    inputs = keras.Input(shape=(13,), name="wine")
    hidden = layers.Dense(32)(inputs)
    hidden = layers.ReLU()(hidden)
    outputs = layers.Softmax()(layers.Dense(3)(hidden))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model
