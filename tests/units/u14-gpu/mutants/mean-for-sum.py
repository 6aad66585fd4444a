# title: Returns the mean of the layer's output
# language: ru
# mark: 15
# fails: [u14-conv-sum]
# needs_person: false

# %% u14-conv
def conv_step(device):
    with tf.device(device):
        images = tf.random.uniform((100, 100, 100, 3))
        return tf.reduce_mean(layers.Conv2D(32, 7)(images))
