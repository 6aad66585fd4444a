# title: add_layers calls the model on an input of its own, and goes on
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-add
def add_layers(model):
    inputs = keras.Input(shape=model.input_shape[1:])
    x = layers.Dropout(0.5)(model(inputs))
    x = layers.Dense(10, activation="softmax")(x)
    return keras.Model(inputs, x)
