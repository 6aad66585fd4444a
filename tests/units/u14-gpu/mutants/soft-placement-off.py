# title: Switches off TensorFlow's own way out, the CPU
# language: ru
# mark: 15
# fails: [u14-place-result]
# needs_person: false

# %% u14-place
def on_device(fn, device):
    before = tf.config.get_soft_device_placement()
    tf.config.set_soft_device_placement(False)
    try:
        with tf.device(device):
            return fn()
    finally:
        tf.config.set_soft_device_placement(before)
