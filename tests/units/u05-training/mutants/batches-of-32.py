# title: The default size of a batch
# language: ru
# mark: 14
# fails: [u05-explicit-train]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    return model.fit(*train, validation_data=val, epochs=5, verbose=0)
