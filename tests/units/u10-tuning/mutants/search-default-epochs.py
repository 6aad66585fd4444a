# title: One epoch, as by default
# language: ru
# mark: 18
# fails: [u10-search-train, u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*train, validation_data=val, verbose=0)
