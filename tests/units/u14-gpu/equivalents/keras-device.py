# title: By keras.device
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u14-place
def on_device(fn, device):
    with keras.device(device):
        result = fn()
    return result
