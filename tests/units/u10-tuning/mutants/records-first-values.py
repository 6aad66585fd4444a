# title: The values of the first trial
# language: ru
# mark: 18
# fails: [u10-records-values]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return sum(trial.status == "COMPLETED" for trial in tuner.oracle.trials.values())


def best_hyperparameters(tuner):
    return list(tuner.oracle.trials.values())[0].hyperparameters


def best_model(tuner):
    return tuner.get_best_models(1)[0]
