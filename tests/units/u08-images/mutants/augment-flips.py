# title: Digits are mirrored too
# language: ru
# mark: 15
# fails: [u08-augment-keeps]
# needs_person: false
# demo: true

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomFlip("horizontal"),
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation(15 / 360, fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
