# title: A clone of the best model, with its settings
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    best = tuner.get_best_models()[0]
    model = keras.models.clone_model(best)
    model.compile_from_config(best.get_compile_config())
    model.fit(x, y, epochs=epochs, batch_size=32, verbose=0)
    return model
