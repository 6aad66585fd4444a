# title: The layer's input in place of its output
# language: en
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    inputs = base.get_layer(name).input
    return keras.Model(base.inputs, inputs[0] if isinstance(inputs, list) else inputs)
