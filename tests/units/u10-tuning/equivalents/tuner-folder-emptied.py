# title: The folder is emptied by hand
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u10-tuner
def make_tuner(folder):
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
    return keras_tuner.RandomSearch(
        hypermodel=ready_model, objective="val_loss", max_trials=4, directory=folder
    )
