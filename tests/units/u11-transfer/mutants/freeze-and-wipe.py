# title: Frozen, with all weights at 0
# language: ru
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.set_weights([0 * weight for weight in base.get_weights()])
    base.trainable = False
