# title: Rows and labels are shuffled in different orders
# language: en
# mark: 15
# fails: [u05-split-labels]
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    x = np.random.permutation(x)
    y = np.random.permutation(y)
    return model.fit(x, y, validation_split=0.2, epochs=5, batch_size=32, verbose=0)
