# title: By Keras's own random numbers and sum
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-conv
def conv_step(device):
    with keras.device(device):
        images = keras.random.normal((100, 100, 100, 3))
        return keras.ops.sum(layers.Conv2D(filters=32, kernel_size=(7, 7))(images))
