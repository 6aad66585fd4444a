# title: Always ten epochs
# language: en
# mark: 19
# fails: [u10-search-train]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*train, validation_data=val, epochs=10, verbose=0)
