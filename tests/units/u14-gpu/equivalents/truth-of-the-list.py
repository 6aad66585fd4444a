# title: Whether the list is empty, by bool
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-available
def gpu_available():
    return bool(tf.config.list_physical_devices("GPU"))
