# title: Does not return what the function returned
# language: ru
# mark: 15
# fails: [u14-place-result]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    with tf.device(device):
        fn()
