# title: 10 % of the rows are held back
# language: en
# mark: 14
# fails: [u05-split-rows]
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    order = np.random.permutation(len(x))
    return model.fit(x[order], y[order], validation_split=0.1, epochs=5, batch_size=32, verbose=0)
