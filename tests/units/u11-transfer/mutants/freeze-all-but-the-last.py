# title: All but the last layer are frozen
# language: ru
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    for layer in base.layers[:-2]:
        layer.trainable = False
