# title: The rows of the notebook in place of the arguments
# language: en
# mark: 18
# fails: [u10-search-train, u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(x_train, y_train, validation_data=(x_val, y_val), epochs=epochs, verbose=0)
