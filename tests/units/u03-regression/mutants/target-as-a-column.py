# title: y has the shape (n, 1)
# language: en
# mark: 19
# fails: [u03-prepare-target]
# needs_person: false

# %% u03-prepare
def prepare(frame):
    measured = [frame[name] for name in MEASUREMENTS]
    regions = [frame["origin"] == number for number in (1, 2, 3)]
    return np.column_stack(measured + regions), frame["mpg"].reshape(-1, 1)
