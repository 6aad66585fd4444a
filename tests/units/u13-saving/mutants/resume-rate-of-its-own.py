# title: A learning rate written in the function
# language: ru
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.optimizer.learning_rate = 0.001
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
