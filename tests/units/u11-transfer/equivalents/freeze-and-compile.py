# title: Compiled afterwards
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.trainable = False
    base.compile(optimizer="adam", loss="mse")
    return len(base.trainable_weights) == 0
