# title: A list of the trials in place of their number
# language: en
# mark: 19
# fails: [u10-records-count]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return [trial for trial in tuner.oracle.trials if tuner.oracle.trials[trial].status == "COMPLETED"]


def best_hyperparameters(tuner):
    return tuner.get_best_hyperparameters(1)[0]


def best_model(tuner):
    return tuner.get_best_models(1)[0]
