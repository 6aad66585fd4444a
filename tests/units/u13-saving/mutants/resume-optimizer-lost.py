# title: An optimizer of the same kind and rate, which remembers nothing
# language: ru
# mark: 17
# fails: [u13-resume-optimizer]
# needs_person: false
# demo: true

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    optimizer = model.optimizer.from_config(model.optimizer.get_config())
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=epochs, verbose=0)
    return model
