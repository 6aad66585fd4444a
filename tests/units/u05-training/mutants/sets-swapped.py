# title: Trained on the validation rows, validated on the training rows
# language: en
# mark: 13
# fails: [u05-explicit-train, u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    return model.fit(*val, validation_data=train, epochs=5, batch_size=16, verbose=0)
