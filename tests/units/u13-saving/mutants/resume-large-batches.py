# title: Batches of 64 rows
# language: en
# mark: 17
# fails: [u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    model.fit(x, y, epochs=epochs, batch_size=64, verbose=0)
    return model
