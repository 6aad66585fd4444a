# title: The work in a tf.function
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-conv
def conv_step(device):
    with tf.device(device):
        layer = layers.Conv2D(32, 7)
        layer.build((None, 100, 100, 3))

        @tf.function
        def work():
            return tf.reduce_sum(layer(tf.random.normal((100, 100, 100, 3))))

        return work()
