# title: Looks the device up and falls back to the CPU
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-place
def on_device(fn, device):
    names = [known.name for known in tf.config.list_logical_devices()]
    wanted = device if device.startswith("/device:") else device.replace("/", "/device:", 1)
    with tf.device(wanted if wanted in names else "/CPU:0"):
        return fn()
