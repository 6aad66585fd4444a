# title: Takes the CPU in the list for a GPU
# language: ru
# mark: 14
# fails: [u14-available-list]
# needs_person: false

# %% u14-available
def gpu_available():
    return len(tf.config.list_physical_devices()) > 0
