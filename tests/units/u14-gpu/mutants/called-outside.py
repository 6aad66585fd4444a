# title: Calls the function after the block of the device
# language: ru
# mark: 14
# fails: [u14-place-device]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    with tf.device(device):
        pass
    return fn()
