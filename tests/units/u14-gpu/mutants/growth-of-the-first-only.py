# title: Switches memory growth on for the first GPU only
# language: ru
# mark: 14
# fails: [u14-growth-each]
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    gpus = tf.config.list_physical_devices("GPU")
    if gpus:
        try:
            tf.config.experimental.set_memory_growth(gpus[0], True)
        except RuntimeError:
            print("too late")
