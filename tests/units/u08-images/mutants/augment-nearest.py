# title: The edge pixels are repeated
# language: en
# mark: 15
# fails: [u08-augment-keeps]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15, fill_mode="nearest"),
            layers.RandomRotation(15 / 360, fill_mode="nearest"),
        ]
    )
    return moving(images, training=True)
