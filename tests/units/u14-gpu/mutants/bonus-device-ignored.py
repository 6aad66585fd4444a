# title: The bonus never uses the device
# language: ru
# mark: 16
# fails: [u14-outrun-bonus]
# needs_person: false

# %% u14-outrun
def gpu_convolution(images, kernel, device):
    made = tf.nn.conv2d(images, kernel, strides=1, padding="VALID")
    return tf.reduce_sum(made, axis=(1, 2, 3)).numpy()
