# title: Through the oracle; the count as an array
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return np.array([trial.score is not None for trial in tuner.oracle.trials.values()]).sum()


def best_hyperparameters(tuner):
    return tuner.oracle.get_best_trials()[0].hyperparameters.copy()


def best_model(tuner):
    model, *_ = tuner.get_best_models(num_models=2)
    return model
