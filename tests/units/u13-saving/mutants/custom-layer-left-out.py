# title: A model without the layer, with the weights of the file
# language: en
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
def load_custom(path):
    model = keras.Sequential([keras.Input(shape=(64,)), layers.Dense(10, activation="softmax")])
    model.load_weights(path)
    return model
