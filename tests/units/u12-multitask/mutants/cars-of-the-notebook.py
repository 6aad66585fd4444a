# title: "make_targets takes the notebook's cars, whatever is handed over"
# language: ru
# mark: 16
# fails: [u12-targets-features, u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([cars[name] for name in MEASUREMENTS])
    return x, {"mpg": cars["mpg"], "origin": cars["origin"] - 1}
