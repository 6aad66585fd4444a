# title: Always at the same layer
# language: ru
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    return keras.Model(base.inputs, base.get_layer("stage2_block2_add").output)
