# title: Makes images with one channel
# language: ru
# mark: 15
# fails: [u14-conv-sum]
# needs_person: false

# %% u14-conv
def conv_step(device):
    with tf.device(device):
        images = tf.random.normal((100, 100, 100, 1))
        return tf.reduce_sum(layers.Conv2D(32, 7)(images))
