# title: Half of the rows train
# language: ru
# mark: 19
# fails: [u10-search-train]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    x, y = train
    tuner.search(x[::2], y[::2], validation_data=val, epochs=epochs, verbose=0)
