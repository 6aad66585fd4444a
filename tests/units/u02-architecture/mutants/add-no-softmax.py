# title: The output layer has no activation
# language: ru
# mark: 19
# fails: [u02-add-output]
# needs_person: false

# %% u02-add
def add_layers(model):
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10))
    return model
