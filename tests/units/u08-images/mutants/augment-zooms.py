# title: Zoomed by up to 20 % too
# language: ru
# mark: 13
# fails: [u08-augment-moves, u08-augment-keeps]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomZoom(0.2, fill_mode="constant"),
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation(15 / 360, fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
