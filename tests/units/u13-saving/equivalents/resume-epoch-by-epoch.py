# title: One call of fit for each epoch
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.models.load_model(path)
    for _ in range(epochs):
        model.fit(x, y, verbose=0)
    return model
