# title: The default filling mirrors the edge
# language: ru
# mark: 15
# fails: [u08-augment-keeps]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15),
            layers.RandomRotation(15 / 360),
        ]
    )
    return moving(images, training=True)
