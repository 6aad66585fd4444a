# title: The default values
# language: ru
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = tuner.hypermodel.build(tuner.oracle.get_space())
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
