# title: Frozen after new weights were drawn
# language: en
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.set_weights(keras.models.clone_model(base).get_weights())
    base.trainable = False
