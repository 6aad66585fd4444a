# title: Returns for how many GPUs it worked
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-growth
def enable_memory_growth():
    count = 0
    for gpu in [device for device in tf.config.list_physical_devices() if device.device_type == "GPU"]:
        try:
            tf.config.experimental.set_memory_growth(device=gpu, enable=True)
            count += 1
        except RuntimeError:
            return 0
    return count
