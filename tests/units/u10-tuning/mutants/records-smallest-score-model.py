# title: The model with the smallest score, even where the largest is best
# language: ru
# mark: 18
# fails: [u10-records-model]
# needs_person: false

# %% u10-records
def count_trials(tuner):
    return sum(trial.status == "COMPLETED" for trial in tuner.oracle.trials.values())


def best_hyperparameters(tuner):
    return tuner.get_best_hyperparameters(1)[0]


def best_model(tuner):
    done = [trial for trial in tuner.oracle.trials.values() if trial.score is not None]
    return tuner.load_model(min(done, key=lambda trial: trial.score))
