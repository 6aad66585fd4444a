# title: A new model is trained from the start
# language: en
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = ready_model(keras.optimizers.Adam(learning_rate=0.01))
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
