# title: A loop over the layers
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-freeze
def freeze(base):
    for layer in base.layers:
        layer.trainable = False
