# title: The History is not returned
# language: ru
# mark: 15
# fails: [u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    x, y = train
    model.fit(x, y, validation_data=val, epochs=5, batch_size=16, verbose=0)
