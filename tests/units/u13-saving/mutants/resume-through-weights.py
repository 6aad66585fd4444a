# title: Only the weights get into the model that is trained
# language: en
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    loaded = keras.saving.load_model(path)
    model = keras.models.clone_model(loaded)
    model.set_weights(loaded.get_weights())
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
