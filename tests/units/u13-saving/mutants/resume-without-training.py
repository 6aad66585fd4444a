# title: Loaded and returned, not trained
# language: ru
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    return keras.saving.load_model(path)
