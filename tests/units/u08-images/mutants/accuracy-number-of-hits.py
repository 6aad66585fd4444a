# title: The number of right answers, not their share
# language: ru
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    return int(np.sum(model.predict(x[..., np.newaxis] / 255, verbose=0).argmax(axis=1) == y))
