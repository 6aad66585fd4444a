# title: Everything by name; printing
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    tuner.search(x=train[0], y=train[1], epochs=epochs, validation_data=val, batch_size=16)
