# title: One try around the loop
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    gpus = tf.config.experimental.list_physical_devices("GPU")
    if gpus:
        try:
            for gpu in gpus:
                tf.config.experimental.set_memory_growth(gpu, True)
        except RuntimeError as error:
            print(error)
