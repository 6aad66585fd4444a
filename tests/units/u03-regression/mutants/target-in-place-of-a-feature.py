# title: Nine columns, but the last measurement is the answer itself
# language: en
# mark: 17
# fails: [u03-prepare-features, u03-prepare-origin]
# needs_person: false

# %% u03-prepare
def prepare(frame):
    names = MEASUREMENTS[:-1] + ["mpg"]
    regions = [frame["origin"] == number for number in (1, 2, 3)]
    return np.column_stack([frame[name] for name in names] + regions), frame["mpg"]
