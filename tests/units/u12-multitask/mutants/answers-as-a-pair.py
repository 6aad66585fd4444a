# title: The targets are a tuple in place of a dictionary
# language: en
# mark: 18
# fails: [u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([frame[name] for name in MEASUREMENTS])
    return x, (frame["mpg"], frame["origin"] - 1)
