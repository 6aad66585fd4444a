# title: A new model is saved in place of the one handed over
# language: ru
# mark: 14
# fails: [u01-save-reload]
# needs_person: false

# %% u01-save
def save_and_reload(model, path):
    model = ready_model()
    model.save(path)
    return keras.models.load_model(path)
