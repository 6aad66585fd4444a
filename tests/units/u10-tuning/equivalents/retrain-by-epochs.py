# title: Epoch by epoch
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    best, *_ = tuner.get_best_hyperparameters()
    model = tuner.hypermodel.build(best)
    for _ in range(epochs):
        model.fit(x, y, verbose=0)
    return model
