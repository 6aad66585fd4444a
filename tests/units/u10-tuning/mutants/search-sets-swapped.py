# title: Training and validation set swapped
# language: ru
# mark: 18
# fails: [u10-search-train, u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*val, validation_data=train, epochs=epochs, verbose=0)
