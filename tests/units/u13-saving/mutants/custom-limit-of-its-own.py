# title: A class whose limit is always a half
# language: en
# mark: 17
# fails: [u13-custom-model]
# needs_person: false

# %% u13-custom
class Half(Threshold):
    def __init__(self, limit, **settings):
        super().__init__(0.5, **settings)


def load_custom(path):
    return keras.saving.load_model(path, custom_objects={"Threshold": Half})
