# title: Training and validation rows are drawn separately and overlap
# language: ru
# mark: 14
# fails: [u05-split-rows]
# needs_person: false

# %% u05-split
def fit_split(model, x, y):
    train = np.random.permutation(len(x))[: int(0.8 * len(x))]
    val = np.random.permutation(len(x))[: int(0.2 * len(x))]
    return model.fit(x[train], y[train], validation_data=(x[val], y[val]), epochs=5, batch_size=32, verbose=0)
