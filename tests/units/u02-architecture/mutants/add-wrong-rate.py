# title: Dropout with another rate
# language: ru
# mark: 19
# fails: [u02-add-dropout]
# needs_person: false

# %% u02-add
def add_layers(model):
    model.add(layers.Dropout(0.05))
    model.add(layers.Dense(10, activation="softmax"))
    return model
