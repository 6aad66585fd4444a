# title: By Keras's own list
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-available
def gpu_available():
    return len(keras.distribution.list_devices("gpu")) >= 1
