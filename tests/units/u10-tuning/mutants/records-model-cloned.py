# title: A clone, which loses the weights
# language: en
# mark: 18
# fails: [u10-records-model]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return sum(trial.status == "COMPLETED" for trial in tuner.oracle.trials.values())


def best_hyperparameters(tuner):
    return tuner.get_best_hyperparameters(1)[0]


def best_model(tuner):
    return keras.models.clone_model(tuner.get_best_models(1)[0])
