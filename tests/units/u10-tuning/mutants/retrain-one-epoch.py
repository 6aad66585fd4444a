# title: One epoch
# language: ru
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = tuner.hypermodel.build(tuner.get_best_hyperparameters(1)[0])
    model.fit(x, y, verbose=0)
    return model
