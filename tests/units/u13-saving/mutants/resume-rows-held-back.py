# title: A fifth of the rows is held back for validation
# language: ru
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(x, y, epochs=epochs, validation_split=0.2, verbose=0)
    return model
