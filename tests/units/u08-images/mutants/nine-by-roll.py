# title: np.roll brings back at one edge what left at the other
# language: ru
# mark: 16
# fails: [u08-shifted-mean]
# needs_person: false

# %% u08-shifted
def predict_shifted(model, x):
    copies = [np.roll(x, (r, c), axis=(1, 2)) for r in (-1, 0, 1) for c in (-1, 0, 1)]
    return np.mean([model.predict(copy, verbose=0) for copy in copies], axis=0)
