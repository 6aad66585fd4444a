# title: Epochs counted on from a number of its own
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(x, y, initial_epoch=4, epochs=4 + epochs, shuffle=False, verbose=0)
    return model
