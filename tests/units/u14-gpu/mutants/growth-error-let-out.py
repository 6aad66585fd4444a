# title: Lets RuntimeError out when TensorFlow is at work already
# language: ru
# mark: 14
# fails: [u14-growth-each]
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    for gpu in tf.config.list_physical_devices("GPU"):
        tf.config.experimental.set_memory_growth(gpu, True)
