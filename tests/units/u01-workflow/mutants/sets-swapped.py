# title: The model is trained on the validation rows and watched on the training rows
# language: en
# mark: 14
# fails: [u01-train-fit]
# needs_person: false

# %% u01-train
def train(model, train, val):
    x, y = val
    return model.fit(x, y, validation_data=train, epochs=40, verbose=0)
