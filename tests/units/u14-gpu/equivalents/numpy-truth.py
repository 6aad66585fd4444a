# title: A truth value of NumPy's
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-available
def gpu_available():
    return np.any([device.device_type == "GPU" for device in tf.config.get_visible_devices()])
