# title: A class of one's own that computes the same
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u13-custom
class Ink(layers.Layer):
    def __init__(self, limit=0.5, **settings):
        super().__init__(**settings)
        self.limit = limit

    def call(self, inputs):
        return keras.ops.where(inputs > self.limit, 1.0, 0.0)

    def get_config(self):
        return {**super().get_config(), "limit": self.limit}


def load_custom(path):
    return keras.saving.load_model(path, custom_objects={"Threshold": Ink})
