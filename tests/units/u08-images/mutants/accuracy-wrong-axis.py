# title: argmax along the rows
# language: en
# mark: 14
# fails: [u08-accuracy-share]
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    winners = model.predict(x[..., np.newaxis] / 255, verbose=0).argmax(axis=0)
    return float(np.mean(np.resize(winners, len(y)) == y))
