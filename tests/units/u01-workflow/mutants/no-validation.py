# title: The history has no validation series
# language: ru
# mark: 14
# fails: [u01-train-validation]
# needs_person: false

# %% u01-train
def train(model, train, val):
    x_train, y_train = train
    return model.fit(x_train, y_train, epochs=30, verbose=0)
