# title: A fifth of the rows is held back
# language: en
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = tuner.hypermodel.build(tuner.get_best_hyperparameters(1)[0])
    model.fit(x, y, validation_split=0.2, epochs=epochs, verbose=0)
    return model
