# title: Ordinary convolutions only, not those by channel
# language: en
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    for layer in base.layers:
        if type(layer) is layers.Conv2D:
            layer.trainable = False
