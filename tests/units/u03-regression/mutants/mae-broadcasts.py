# title: A column of predictions is subtracted from a row of answers
# language: ru
# mark: 19
# fails: [u03-mae-column]
# needs_person: false
# demo: true

# %% u03-mae
def mean_absolute_error(y, p):
    return np.mean(np.abs(y - p))
