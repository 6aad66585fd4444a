# title: Images by NumPy, turned into a tensor on the device
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-conv
def conv_step(device):
    numbers = np.random.normal(size=(100, 100, 100, 3)).astype("float32")
    with tf.device(device):
        return layers.Conv2D(32, 7)(tf.constant(numbers)).numpy().sum()
