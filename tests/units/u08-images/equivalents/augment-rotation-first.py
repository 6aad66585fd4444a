# title: First turned, then shifted, called one by one
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-augment
turn = layers.RandomRotation((-15 / 360, 15 / 360), fill_mode="constant", fill_value=0.0)
shift = layers.RandomTranslation(height_factor=0.15, width_factor=(-0.15, 0.15), fill_mode="constant")


def augment(images):
    return shift(turn(images, training=True), training=True)
