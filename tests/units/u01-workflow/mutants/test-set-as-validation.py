# title: The test rows are used for validation
# language: en
# mark: 14
# fails: [u01-train-validation]
# needs_person: false
# demo: true

# %% u01-train
def train(model, train, val):
    x, y = train
    return model.fit(x, y, validation_data=(x_test, y_test), epochs=30, verbose=0)
