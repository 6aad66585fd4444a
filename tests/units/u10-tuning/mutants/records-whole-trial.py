# title: The trial in place of its hyperparameters
# language: ru
# mark: 18
# fails: [u10-records-values]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return sum(trial.status == "COMPLETED" for trial in tuner.oracle.trials.values())


def best_hyperparameters(tuner):
    return tuner.oracle.get_best_trials(1)[0]


def best_model(tuner):
    return tuner.get_best_models(1)[0]
