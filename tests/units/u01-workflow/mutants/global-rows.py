# title: The rows of the notebook are trained on, whatever pair is handed over
# language: ru
# mark: 12
# fails: [u01-train-fit, u01-train-validation]
# needs_person: false

# %% u01-train
def train(model, train, val):
    return model.fit(x_train, y_train, validation_data=(x_val, y_val), epochs=30, verbose=0)
