# title: A range of zero for the angle
# language: en
# mark: 14
# fails: [u08-augment-moves]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation(0.0, fill_mode="constant"),
        ]
    )
    return moving(images, training=True)
