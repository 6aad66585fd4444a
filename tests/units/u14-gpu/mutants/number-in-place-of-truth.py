# title: Returns the number of GPUs in place of True or False
# language: ru
# mark: 14
# fails: [u14-available-list]
# needs_person: false

# %% u14-available
def gpu_available():
    return len(tf.config.list_physical_devices("GPU"))
