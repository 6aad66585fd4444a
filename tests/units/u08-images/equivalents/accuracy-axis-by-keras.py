# title: Keras itself adds the missing axis
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    return (model.predict(x / 255, verbose=0).argmax(axis=1) == y).mean()
