# title: The training set judges
# language: en
# mark: 19
# fails: [u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*train, validation_data=train, epochs=epochs, verbose=0)
