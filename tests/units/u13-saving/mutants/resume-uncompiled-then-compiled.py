# title: Loaded with compile=False, then compiled as usual
# language: ru
# mark: 15
# fails: [u13-resume-model, u13-resume-optimizer]
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path, compile=False)
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
