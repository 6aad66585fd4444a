# title: Compares the name of the device with another spelling
# language: ru
# mark: 14
# fails: [u14-available-list]
# needs_person: false

# %% u14-available
def gpu_available():
    return tf.test.gpu_device_name() == "/GPU:0"
