# title: The test rows are used for validation
# language: en
# mark: 15
# fails: [u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    return model.fit(*train, validation_data=(x_test, y_test), epochs=5, batch_size=16, verbose=0)
