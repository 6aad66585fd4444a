# title: An error for each row, no mean
# language: ru
# mark: 17
# fails: [u03-mae-number, u03-mae-column]
# needs_person: false

# %% u03-mae
def mean_absolute_error(y, p):
    return np.abs(y - np.ravel(p))
