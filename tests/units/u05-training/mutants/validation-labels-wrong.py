# title: The right validation rows with labels of the training rows
# language: ru
# mark: 15
# fails: [u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    (x, y), (x_check, _) = train, val
    return model.fit(x, y, validation_data=(x_check, y[: len(x_check)]), epochs=5, batch_size=16, verbose=0)
