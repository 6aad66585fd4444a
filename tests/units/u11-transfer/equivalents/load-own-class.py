# title: A model of one's own class
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-load
class Scaled(keras.Model):
    def __init__(self):
        super().__init__()
        self.base = lite_base()

    def call(self, pixels):
        return self.base((pixels - 127.0) / 128.0)


def load_base():
    return Scaled()
