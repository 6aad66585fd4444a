# title: By the list of devices at work
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-available
def gpu_available():
    for device in tf.config.list_logical_devices():
        if "GPU" in device.name:
            return True
    return False
