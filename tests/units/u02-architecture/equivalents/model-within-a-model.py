# title: add_layers puts the model whole into a new Sequential
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-add
def add_layers(model):
    return keras.Sequential([model, layers.Dropout(0.5), layers.Dense(10, activation="softmax")])
