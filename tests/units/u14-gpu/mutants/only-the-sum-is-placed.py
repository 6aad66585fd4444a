# title: Only adds up on the device
# language: ru
# mark: 14
# fails: [u14-conv-device]
# needs_person: false

# %% u14-conv
def conv_step(device):
    made = layers.Conv2D(32, 7)(tf.random.normal((100, 100, 100, 3)))
    with tf.device(device):
        return tf.reduce_sum(made)
