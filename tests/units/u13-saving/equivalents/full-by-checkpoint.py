# title: A callback writes the file
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-full
def save_full(model, path):
    writer = keras.callbacks.ModelCheckpoint(path + ".keras")
    writer.set_model(model)
    writer.on_epoch_end(0, {})
