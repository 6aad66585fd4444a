# title: fit is called for no epoch at all
# language: ru
# mark: 12
# fails: [u01-train-fit, u01-train-validation]
# needs_person: false
# demo: true

# %% u01-train
def train(model, train, val):
    x, y = train
    return model.fit(x, y, validation_data=val, epochs=0, verbose=0)
