# title: Returns the function in place of calling it
# language: ru
# mark: 13
# fails: [u14-place-device, u14-place-result]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    with tf.device(device):
        return fn
