# title: The layer found by a loop
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    for layer in base.layers:
        if layer.name == name:
            return keras.Model(inputs=base.input, outputs=layer.output)
