# title: "fit is called twice: the second training continues the first"
# language: ru
# mark: 14
# fails: [u05-explicit-train]
# needs_person: false
# demo: true

# %% u05-explicit
def fit_explicit(model, train, val):
    model.fit(*train, validation_data=val, epochs=5, batch_size=16, verbose=0)
    return model.fit(*train, validation_data=val, epochs=5, batch_size=16, verbose=0)
