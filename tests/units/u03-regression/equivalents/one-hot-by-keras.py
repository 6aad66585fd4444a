# title: prepare by to_categorical
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u03-prepare
def prepare(frame):
    regions = keras.utils.to_categorical(frame["origin"].astype(int) - 1, num_classes=3)
    measured = np.array([frame[name] for name in MEASUREMENTS]).T
    return np.concatenate([measured, regions], axis=1).astype("float32"), frame["mpg"].astype("float32")
