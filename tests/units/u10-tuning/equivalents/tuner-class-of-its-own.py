# title: A class of one's own
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
class Quiet(keras_tuner.RandomSearch):
    def on_trial_end(self, trial):
        super().on_trial_end(trial)
        print("trial", trial.trial_id)


def make_tuner(folder):
    def wrapped(hp):
        return ready_model(hp)

    return Quiet(wrapped, objective="val_loss", max_trials=7, directory=str(folder), overwrite=True)
