# title: One amount for the whole batch
# language: ru
# mark: 14
# fails: [u08-augment-moves]
# needs_person: false

# %% u08-augment
def augment(images):
    moving = keras.Sequential(
        [
            layers.RandomTranslation(0.15, 0.15, fill_mode="constant"),
            layers.RandomRotation(15 / 360, fill_mode="constant"),
        ]
    )
    count, height, width, channels = images.shape
    stacked = np.moveaxis(np.asarray(images), 0, 2).reshape(1, height, width, count * channels)
    changed = np.asarray(moving(stacked, training=True))
    return np.moveaxis(changed.reshape(height, width, count, channels), 2, 0)
