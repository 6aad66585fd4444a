# title: prepare by rows of a unit matrix
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u03-prepare
def prepare(frame):
    measured = np.stack([frame[name] for name in MEASUREMENTS], axis=1)
    return np.hstack([measured, np.eye(3)[frame["origin"].astype(int) - 1]]), np.array(frame["mpg"])
