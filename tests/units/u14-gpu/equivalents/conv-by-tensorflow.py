# title: A convolution with weights of its own
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-conv
def conv_step(device):
    with tf.device(device):
        images = tf.random.normal((100, 100, 100, 3))
        weights = tf.random.normal((7, 7, 3, 32), stddev=0.05)
        return tf.math.reduce_sum(tf.nn.conv2d(images, weights, strides=1, padding="VALID"))
