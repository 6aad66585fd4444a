# title: The values of the last trial
# language: en
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    values = list(tuner.oracle.trials.values())[-1].hyperparameters
    model = tuner.hypermodel.build(values)
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
