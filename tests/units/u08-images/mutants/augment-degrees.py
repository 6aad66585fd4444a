# title: The angle in degrees, where a fraction of a turn is asked for
# language: ru
# mark: 14
# fails: [u08-augment-moves]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation((-15 / 57.3, 15 / 57.3), fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
