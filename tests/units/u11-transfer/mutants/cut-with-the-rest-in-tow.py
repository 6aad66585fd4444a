# title: The right numbers, with all other layers in tow
# language: en
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    rest = layers.GlobalAveragePooling2D(keepdims=True)(layers.Conv2D(1, 1)(base.output))
    nothing = layers.Rescaling(0.0)(rest)
    return keras.Model(base.inputs, layers.Add()([base.get_layer(name).output, nothing]))
