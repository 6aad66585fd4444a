# title: All copies in one batch
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-shifted
def predict_shifted(model, x):
    count, h, w, _ = x.shape
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    copies = np.concatenate([padded[:, r : r + h, c : c + w] for r in range(3) for c in range(3)])
    predicted = model(copies, training=False).numpy()
    return predicted.reshape(9, count, -1).mean(axis=0)
