# title: Sorted by hand, as the objective says
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-records
def done(tuner):
    trials = [trial for trial in tuner.oracle.trials.values() if trial.status == "COMPLETED"]
    return sorted(trials, key=lambda trial: trial.score, reverse=tuner.oracle.objective.direction == "max")


def count_trials(tuner):
    return len(done(tuner))


def best_hyperparameters(tuner):
    return done(tuner)[0].hyperparameters


def best_model(tuner):
    return tuner.load_model(done(tuner)[0])
