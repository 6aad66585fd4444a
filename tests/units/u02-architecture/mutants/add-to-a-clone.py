# title: The layers are added to a clone, which has weights of its own
# language: ru
# mark: 19
# fails: [u02-add-kept]
# needs_person: false

# %% u02-add
def add_layers(model):
    model = keras.models.clone_model(model)  # не портим исходную модель
    model.add(layers.Dropout(0.5))
    model.add(layers.Dense(10, activation="softmax"))
    return model
