# title: One-hot for 0, 1, 2 while origin is 1, 2, 3
# language: en
# mark: 17
# fails: [u03-prepare-features, u03-prepare-origin]
# needs_person: false

# %% u03-prepare
def prepare(frame):
    measured = [frame[name] for name in MEASUREMENTS]
    regions = [frame["origin"] == number for number in (0, 1, 2)]
    return np.column_stack(measured + regions), frame["mpg"]
