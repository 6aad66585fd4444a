# title: Half of the validation rows judge
# language: en
# mark: 19
# fails: [u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    x, y = val
    tuner.search(*train, validation_data=(x[::2], y[::2]), epochs=epochs, verbose=0)
