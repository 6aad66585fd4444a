# title: add_layers goes on from the tensor that the model gives
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-add
def add_layers(model):
    x = layers.Dropout(0.5)(model.outputs[0])
    x = layers.Dense(10, activation="softmax")(x)
    return keras.Model(model.inputs, x)
