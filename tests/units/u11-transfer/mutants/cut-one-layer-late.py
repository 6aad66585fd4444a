# title: One layer too far
# language: ru
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    place = [layer.name for layer in base.layers].index(name)
    return keras.Model(base.inputs, base.layers[place + 1].output)
