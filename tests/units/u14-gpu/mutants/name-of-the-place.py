# title: Returns where the result is in place of the result
# language: ru
# mark: 15
# fails: [u14-place-result]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    with tf.device(device):
        return fn().device
