# title: A loop over batches
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u13-resume
def resume(path, x, y, epochs):
    model = keras.saving.load_model(path)
    for _ in range(epochs):
        for start in range(0, len(x), 32):
            model.train_on_batch(x[start : start + 32], y[start : start + 32])
    return model
