# title: "A functional model"
# language: en
# mark: 20
# fails: []
# needs_person: false
# demo: true

# %% u99-build
def small_classifier(features, classes):
    inputs = keras.Input(shape=(features,))
    hidden = layers.Dense(32, activation="tanh")(inputs)
    return keras.Model(inputs, layers.Softmax()(layers.Dense(classes)(hidden)))
