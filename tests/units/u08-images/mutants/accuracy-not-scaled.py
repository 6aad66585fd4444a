# title: The model gets pixels from 0 to 255
# language: ru
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false
# demo: true

# %% u08-accuracy
def accuracy_on(model, x, y):
    return float(np.mean(model.predict(x[..., np.newaxis], verbose=0).argmax(axis=1) == y))
