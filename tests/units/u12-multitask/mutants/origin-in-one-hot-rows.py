# title: The regions as one-hot rows
# language: ru
# mark: 18
# fails: [u12-targets-answers]
# needs_person: false

# %% u12-targets
def make_targets(frame):
    x = np.column_stack([frame[name] for name in MEASUREMENTS])
    rows = keras.utils.to_categorical(frame["origin"] - 1, num_classes=3)
    return x, {"mpg": frame["mpg"], "origin": rows}
