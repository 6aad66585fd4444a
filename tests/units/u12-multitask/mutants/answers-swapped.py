# title: "Each answer under the other's key"
# language: ru
# mark: 18
# fails: [u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([frame[name] for name in MEASUREMENTS])
    return x, {"mpg": frame["origin"] - 1, "origin": frame["mpg"]}
