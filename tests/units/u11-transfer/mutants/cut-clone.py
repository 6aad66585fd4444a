# title: The right layers with new weights
# language: ru
# mark: 16
# fails: [u11-cut-output]
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    return keras.models.clone_model(keras.Model(base.inputs, base.get_layer(name).output))
