# title: Only the first 32 pictures are counted
# language: ru
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    p = model.predict(x[:32, ..., np.newaxis] / 255, verbose=0)
    return float(np.mean(p.argmax(axis=1) == y[:32]))
