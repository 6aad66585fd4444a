# title: The smallest score, even where the largest is best
# language: ru
# mark: 18
# fails: [u10-retrain-model]
# needs_person: false

# %% u10-retrain
def retrain_best(tuner, x, y, epochs):
    done = [trial for trial in tuner.oracle.trials.values() if trial.score is not None]
    model = tuner.hypermodel.build(min(done, key=lambda trial: trial.score).hyperparameters)
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
