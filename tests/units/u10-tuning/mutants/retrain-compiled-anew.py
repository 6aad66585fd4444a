# title: Compiled anew with Adam
# language: en
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    model = tuner.hypermodel.build(tuner.get_best_hyperparameters(1)[0])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
