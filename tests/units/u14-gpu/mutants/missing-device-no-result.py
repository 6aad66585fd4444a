# title: Does nothing where there is no such device
# language: ru
# mark: 15
# fails: [u14-place-result]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    names = [known.name for known in tf.config.list_logical_devices()]
    if not any(name.endswith(device[-5:]) for name in names):
        return None
    with tf.device(device):
        return fn()
