# title: One epoch more
# language: en
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = tuner.hypermodel.build(tuner.get_best_hyperparameters(1)[0])
    model.fit(x, y, epochs=epochs + 1, verbose=0)
    return model
