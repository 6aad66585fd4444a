# title: Kilometres per litre in place of miles per gallon
# language: en
# mark: 18
# fails: [u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([frame[name] for name in MEASUREMENTS])
    return x, {"mpg": frame["mpg"] * 0.425, "origin": frame["origin"] - 1}
