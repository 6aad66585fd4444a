# title: Raises an error where there is no GPU
# language: ru
# mark: 14
# fails: [u14-growth-each]
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        raise SystemError("GPU device not found")
    for gpu in gpus:
        try:
            tf.config.experimental.set_memory_growth(gpu, True)
        except RuntimeError:
            print("too late")
