# title: Computes on the CPU and copies the result to the device
# language: ru
# mark: 14
# fails: [u14-place-device]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    result = fn()
    with tf.device(device):
        return tf.identity(result)
