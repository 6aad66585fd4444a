# title: Takes the first GPU of a list that may be empty
# language: ru
# mark: 14
# fails: [u14-growth-each]
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    gpus = tf.config.list_physical_devices("GPU")
    try:
        tf.config.experimental.set_memory_growth(gpus[0], True)
        for gpu in gpus[1:]:
            tf.config.experimental.set_memory_growth(gpu, True)
    except RuntimeError:
        print("too late")
