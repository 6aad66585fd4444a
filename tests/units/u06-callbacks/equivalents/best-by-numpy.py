# title: np.min, a NumPy number
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u06-best
def best_val_loss(history):
    values = np.array(history["val_loss"])
    return np.min(values)
