# title: The old ImageDataGenerator
# language: ru
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u08-augment
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def augment(images):
    generator = ImageDataGenerator(
        rotation_range=15, width_shift_range=0.15, height_shift_range=0.15, fill_mode="constant", cval=0.0
    )
    return np.stack([generator.random_transform(image) for image in np.asarray(images)])
