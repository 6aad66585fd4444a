# title: Classes are numbered as the regions turn up in the data
# language: en
# mark: 18
# fails: [u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    _, classes = np.unique(frame["origin"], return_inverse=True)
    return np.stack([frame[name] for name in MEASUREMENTS], axis=1), {"mpg": frame["mpg"], "origin": classes}
