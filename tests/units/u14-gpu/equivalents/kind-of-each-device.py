# title: Looks at the kind of each device
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-available
def gpu_available():
    return any(device.device_type == "GPU" for device in tf.config.list_physical_devices())
