# title: A part of the training rows judges
# language: en
# mark: 18
# fails: [u10-search-train, u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*train, validation_split=0.25, epochs=epochs, verbose=0)
