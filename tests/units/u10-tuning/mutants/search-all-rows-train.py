# title: The validation rows train as well
# language: en
# mark: 19
# fails: [u10-search-train]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    x, y = np.concatenate([train[0], val[0]]), np.concatenate([train[1], val[1]])
    tuner.search(x, y, validation_data=val, epochs=epochs, verbose=0)
