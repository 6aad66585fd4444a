# title: Shifted vertically only
# language: ru
# mark: 14
# fails: [u08-augment-moves]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.0, fill_mode="constant"),
            layers.RandomRotation(15 / 360, fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
