# title: Dropout stands after the output layer
# language: en
# mark: 19
# fails: [u02-add-dropout]
# needs_person: false

# %% u02-add
def add_layers(model):
    model.add(layers.Dense(10, activation="softmax"))
    model.add(layers.Dropout(0.5))
    return model
