# title: A copy with the same weights
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-cut
def cut_base(base, name):
    part = keras.Model(base.inputs, base.get_layer(name).output)
    copy = keras.models.clone_model(part)
    copy.set_weights(part.get_weights())
    copy.trainable = False
    return copy
