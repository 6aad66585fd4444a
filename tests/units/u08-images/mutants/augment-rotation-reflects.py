# title: Only the layer that shifts fills with black
# language: ru
# mark: 15
# fails: [u08-augment-keeps]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation(15 / 360),
        ]
    )
    return moving(images, training=True)
