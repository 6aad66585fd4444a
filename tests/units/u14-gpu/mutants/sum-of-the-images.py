# title: Adds up the images in place of the convolution
# language: ru
# mark: 15
# fails: [u14-conv-sum]
# needs_person: false

# %% u14-conv
def conv_step(device):
    with tf.device(device):
        images = tf.random.normal((100, 100, 100, 3))
        layers.Conv2D(32, 7)(images)
        return tf.reduce_sum(images)
