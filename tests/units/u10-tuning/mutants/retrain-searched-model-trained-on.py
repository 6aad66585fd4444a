# title: The model of the search, trained further
# language: ru
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = tuner.get_best_models(1)[0]
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
