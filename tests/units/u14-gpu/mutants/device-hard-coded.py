# title: Names the first GPU, whatever device is asked for
# language: ru
# mark: 14
# fails: [u14-place-device]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    with tf.device("/GPU:0"):
        return fn()
