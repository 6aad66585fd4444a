# title: One epoch more
# language: ru
# mark: 19
# fails: [u10-search-train]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*train, validation_data=val, epochs=epochs + 1, verbose=0)
