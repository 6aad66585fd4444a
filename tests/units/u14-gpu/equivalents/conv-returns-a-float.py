# title: Returns a float; images of uniform numbers
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-conv
def conv_step(device):
    with tf.device(device):
        images = tf.random.uniform((100, 100, 100, 3))
        return float(tf.reduce_sum(layers.Conv2D(32, 7)(images)))
