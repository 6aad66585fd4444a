# title: The mean probability of the label
# language: en
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    p = model.predict(x[..., np.newaxis] / 255, verbose=0)
    return float(p[np.arange(len(y)), y].mean())
