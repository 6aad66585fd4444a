# title: Models inside are left out
# language: ru
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    for layer in base.layers:
        if not isinstance(layer, keras.Model):
            layer.trainable = False
