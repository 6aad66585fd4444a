# title: Sheared too
# language: en
# mark: 13
# fails: [u08-augment-moves, u08-augment-keeps]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation(15 / 360, fill_mode="constant"),
            layers.RandomShear(0.3, 0.3, fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
