# title: The training rows are used for validation
# language: ru
# mark: 15
# fails: [u05-explicit-validation]
# needs_person: false
# demo: true

# %% u05-explicit
def fit_explicit(model, train, val):
    x, y = train
    return model.fit(x, y, validation_data=(x, y), epochs=5, batch_size=16, verbose=0)
