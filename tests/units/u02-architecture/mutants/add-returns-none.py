# title: "`model.add` is taken to return the model"
# language: en
# mark: 17
# fails: [u02-add-kept, u02-add-output, u02-add-dropout]
# needs_person: false
# demo: true

# %% u02-add
def add_layers(model):
    model.add(layers.Dropout(0.5))
    return model.add(layers.Dense(10, activation="softmax"))
