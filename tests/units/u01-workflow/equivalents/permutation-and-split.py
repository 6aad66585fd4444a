# title: The older NumPy functions, and lists instead of tuples
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u01-split
def split_data(x, y):
    np.random.seed(42)
    order = np.random.permutation(len(x))
    a, b = int(0.6 * len(x)), int(0.8 * len(x))
    parts = np.split(order, [a, b])
    return [[x[part], y[part]] for part in parts]
