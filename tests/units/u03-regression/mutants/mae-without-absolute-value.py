# title: Errors up and down cancel out
# language: en
# mark: 17
# fails: [u03-mae-number, u03-mae-column]
# needs_person: false

# %% u03-mae
def mean_absolute_error(y, p):
    return abs(np.mean(y - np.ravel(p)))
