# title: All columns but the answers, in the order in which they come
# language: en
# mark: 18
# fails: [u12-targets-features]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([numbers for name, numbers in frame.items() if name not in ("mpg", "origin")])
    return x, {"mpg": frame["mpg"], "origin": frame["origin"].astype(int) - 1}
