# title: Shifted by up to 3 %
# language: ru
# mark: 14
# fails: [u08-augment-moves]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.03, 0.03, fill_mode="constant"),
            layers.RandomRotation(15 / 360, fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
