# title: A dictionary is returned in place of the History
# language: en
# mark: 14
# fails: [u05-split-rows]
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    order = np.random.permutation(len(x))
    history = model.fit(x[order], y[order], validation_split=0.2, epochs=5, batch_size=32, verbose=0)
    return history.history
