# title: Makes the images before the block of the device
# language: ru
# mark: 14
# fails: [u14-conv-device]
# needs_person: false

# %% u14-conv
def conv_step(device):
    images = tf.random.normal((100, 100, 100, 3))
    with tf.device(device):
        return tf.reduce_sum(layers.Conv2D(32, 7)(images))
