# title: Only the last layer is frozen
# language: en
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.layers[-1].trainable = False
