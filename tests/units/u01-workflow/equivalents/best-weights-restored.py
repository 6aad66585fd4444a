# title: Early stopping that goes back to the best epoch
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u01-train
def train(model, train, val):
    best = keras.callbacks.EarlyStopping(monitor="val_loss", patience=40, restore_best_weights=True)
    return model.fit(*train, validation_data=val, epochs=40, callbacks=[best], verbose=0)
