# title: The mean squared error under the name of MAE
# language: ru
# mark: 17
# fails: [u03-mae-number, u03-mae-column]
# needs_person: false

# %% u03-mae
def mean_absolute_error(y, p):
    return float(np.mean((y - np.ravel(p)) ** 2))
