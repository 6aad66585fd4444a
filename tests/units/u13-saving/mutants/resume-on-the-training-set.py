# title: Trained on the notebook's rows
# language: en
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(x_train, y_train, epochs=epochs, verbose=0)
    return model
