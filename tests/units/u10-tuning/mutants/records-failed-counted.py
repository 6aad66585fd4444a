# title: Failed trials count too
# language: en
# mark: 19
# fails: [u10-records-count]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return len(tuner.oracle.trials)


def best_hyperparameters(tuner):
    return tuner.get_best_hyperparameters(1)[0]


def best_model(tuner):
    return tuner.get_best_models(1)[0]
