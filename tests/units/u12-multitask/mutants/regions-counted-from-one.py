# title: The classes are 1, 2 and 3, as in the table
# language: ru
# mark: 18
# fails: [u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([frame[name] for name in MEASUREMENTS])
    return x, {"mpg": frame["mpg"], "origin": frame["origin"].astype("int32")}
