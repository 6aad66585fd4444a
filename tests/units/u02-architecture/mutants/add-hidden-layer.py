# title: A hidden layer is added that nobody asked for
# language: en
# mark: 19
# fails: [u02-add-output]
# needs_person: false

# %% u02-add
def add_layers(model):
    model.add(layers.Dense(32, activation="relu"))
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model
