# title: The pixels are divided by 256
# language: ru
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    return float(np.mean(model.predict(x[..., np.newaxis] / 256, verbose=0).argmax(axis=1) == y))
