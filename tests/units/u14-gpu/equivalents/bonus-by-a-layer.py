# title: The bonus by a layer with given weights, in a graph
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-outrun
def gpu_convolution(images, kernel, device):
    with tf.device(device):
        height, width, channels, filters = kernel.shape
        layer = layers.Conv2D(filters, (height, width), use_bias=False)
        layer.build((None, None, None, channels))
        layer.set_weights([kernel])
        work = tf.function(lambda given: tf.reduce_sum(layer(given), axis=[1, 2, 3]))
        return work(tf.constant(images)).numpy()
