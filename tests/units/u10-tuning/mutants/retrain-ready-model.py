# title: Another function builds the model
# language: ru
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = ready_model(tuner.get_best_hyperparameters(1)[0])
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
