# title: Raises SystemError without a GPU, as the old notebook did
# language: ru
# mark: 14
# fails: [u14-available-list]
# needs_person: false

# %% u14-available
def gpu_available():
    if tf.test.gpu_device_name() != "/device:GPU:0":
        raise SystemError("GPU device not found")
    return True
