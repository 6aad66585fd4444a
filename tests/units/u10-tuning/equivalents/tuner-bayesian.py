# title: Bayesian optimization
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    return keras_tuner.BayesianOptimization(
        ready_model,
        objective="val_loss",
        max_trials=5,
        num_initial_points=3,
        directory=folder,
        overwrite=True,
    )
