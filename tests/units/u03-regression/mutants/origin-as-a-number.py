# title: The region's number is taken for a quantity
# language: ru
# mark: 17
# fails: [u03-prepare-features, u03-prepare-origin]
# needs_person: false

# %% u03-prepare
def prepare(frame):
    x = np.column_stack([frame[name] for name in MEASUREMENTS + ["origin"]])
    return x, frame["mpg"]
