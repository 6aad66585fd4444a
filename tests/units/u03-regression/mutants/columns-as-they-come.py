# title: The columns in the order of the frame, not of the list
# language: ru
# mark: 18
# fails: [u03-prepare-features]
# needs_person: false

# %% u03-prepare
def prepare(frame):
    measured = [frame[name] for name in frame if name not in ("mpg", "origin")]
    regions = [frame["origin"] == number for number in (1, 2, 3)]
    return np.column_stack(measured + regions), frame["mpg"]
