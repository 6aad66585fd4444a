# title: A tuner of its own is searched
# language: ru
# mark: 18
# fails: [u10-search-train, u10-search-val]
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    other = keras_tuner.RandomSearch(ready_model, "val_loss", max_trials=1, directory="other", overwrite=True)
    other.search(*train, validation_data=val, epochs=epochs, verbose=0)
