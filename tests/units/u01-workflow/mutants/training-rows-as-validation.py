# title: The training rows are used for validation
# language: ru
# mark: 14
# fails: [u01-train-validation]
# needs_person: false

# %% u01-train
def train(model, train, val):
    x, y = train
    return model.fit(x, y, epochs=30, batch_size=16, validation_data=(x, y), verbose=0)
