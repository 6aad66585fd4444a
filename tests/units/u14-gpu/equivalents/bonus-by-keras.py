# title: The bonus by Keras's operations
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-outrun
def gpu_convolution(images, kernel, device):
    with keras.device(device):
        made = keras.ops.conv(keras.ops.convert_to_tensor(images), kernel, padding="valid")
        return keras.ops.sum(made, axis=(1, 2, 3))
