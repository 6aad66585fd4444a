# title: By the accuracy, whatever the tuner compares by
# language: ru
# mark: 18
# fails: [u10-records-values]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return sum(trial.status == "COMPLETED" for trial in tuner.oracle.trials.values())


def best_hyperparameters(tuner):
    done = [trial for trial in tuner.oracle.trials.values() if trial.score is not None]
    return max(done, key=lambda trial: trial.metrics.get_best_value("val_accuracy")).hyperparameters


def best_model(tuner):
    return tuner.get_best_models(1)[0]
