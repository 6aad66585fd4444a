# title: Pooled as well
# language: en
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    x = layers.GlobalAveragePooling2D()(base.get_layer(name).output)
    return keras.Model(base.inputs, x)
