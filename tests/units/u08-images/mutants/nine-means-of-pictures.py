# title: The pictures are averaged, not the predictions
# language: en
# mark: 16
# fails: [u08-shifted-mean]
# needs_person: false

# %% u08-shifted
def predict_shifted(model, x):
    padded = np.pad(x, [(0, 0), (1, 1), (1, 1), (0, 0)])
    h, w = x.shape[1:3]
    copies = [padded[:, r : r + h, c : c + w] for r in range(3) for c in range(3)]
    return model.predict(np.mean(copies, axis=0), verbose=0)
