# title: The test set judges
# language: ru
# mark: 19
# fails: [u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(*train, validation_data=(x_test, y_test), epochs=epochs, verbose=0)
