# title: "One-hot by np.unique: a frame without a region loses a column"
# language: en
# mark: 19
# fails: [u03-prepare-origin]
# needs_person: false

# %% u03-prepare
def prepare(frame):
    measured = [frame[name] for name in MEASUREMENTS]
    regions = [frame["origin"] == number for number in np.unique(frame["origin"])]
    return np.column_stack(measured + regions), frame["mpg"]
