# title: Asks whether TensorFlow was built for GPUs, not whether there is one
# language: ru
# mark: 14
# fails: [u14-available-list]
# needs_person: false

# %% u14-available
def gpu_available():
    return tf.test.is_built_with_cuda()
