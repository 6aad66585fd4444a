# title: The history is returned
# language: en
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    return model.fit(x, y, epochs=epochs, verbose=0)
