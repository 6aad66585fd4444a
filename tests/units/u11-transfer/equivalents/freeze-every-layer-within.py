# title: A loop into the models inside
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-freeze
def freeze(base):
    for layer in base.layers:
        if hasattr(layer, "layers"):
            freeze(layer)
        layer.trainable = False
    return base
