# title: The space with its default values
# language: en
# mark: 18
# fails: [u10-records-values]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return sum(trial.status == "COMPLETED" for trial in tuner.oracle.trials.values())


def best_hyperparameters(tuner):
    return tuner.oracle.get_space()


def best_model(tuner):
    return tuner.get_best_models(1)[0]
