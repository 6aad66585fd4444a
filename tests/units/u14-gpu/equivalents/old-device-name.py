# title: By the old function, which gives an empty string without a GPU
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-available
def gpu_available():
    return tf.test.gpu_device_name() != ""
