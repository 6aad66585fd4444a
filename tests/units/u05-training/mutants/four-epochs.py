# title: One epoch too few
# language: en
# mark: 13
# fails: [u05-explicit-train, u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    return model.fit(*train, validation_data=val, epochs=4, batch_size=16, verbose=0)
