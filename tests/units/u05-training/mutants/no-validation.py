# title: There is no validation at all
# language: en
# mark: 15
# fails: [u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    return model.fit(*train, epochs=5, batch_size=16, verbose=0)
