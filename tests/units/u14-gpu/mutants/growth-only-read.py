# title: Reads whether memory grows and changes nothing
# language: ru
# mark: 14
# fails: [u14-growth-each]
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    for gpu in tf.config.list_physical_devices("GPU"):
        tf.config.experimental.get_memory_growth(gpu)
