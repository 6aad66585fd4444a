# title: Every fifth row is held back
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    held_back = np.arange(len(x)) % 5 == 2
    return model.fit(
        x[~held_back],
        y[~held_back],
        validation_data=(x[held_back], y[held_back]),
        epochs=5,
        batch_size=32,
        verbose=0,
    )
