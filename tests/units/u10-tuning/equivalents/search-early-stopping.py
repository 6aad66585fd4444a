# title: With a patient early stopping
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-search
def run_search(tuner, train, val, epochs):
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=50)
    tuner.search(*train, validation_data=val, epochs=epochs, callbacks=[stop], verbose=0)
    tuner.results_summary()
