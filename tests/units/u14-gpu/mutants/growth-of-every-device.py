# title: Switches memory growth on for the CPU too
# language: ru
# mark: 14
# fails: [u14-growth-each]
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    for device in tf.config.list_physical_devices():
        try:
            tf.config.experimental.set_memory_growth(device, True)
        except RuntimeError:
            print("too late")
