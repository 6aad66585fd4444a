# title: The model is saved, but the one handed over is returned
# language: en
# mark: 14
# fails: [u01-save-reload]
# needs_person: false

# %% u01-save
def save_and_reload(model, path):
    model.save(path)
    return model
