# title: The pixels are divided by 255 twice
# language: en
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    x = x[..., np.newaxis] / 255
    return float(np.mean(model.predict(x / 255, verbose=0).argmax(axis=1) == y))
