# title: A fifth of the pictures is held back
# language: en
# mark: 14
# fails: [u08-folder-pictures, u08-folder-labels]
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(
        path,
        image_size=(28, 28),
        color_mode="grayscale",
        verbose=False,
        validation_split=0.2,
        subset="training",
        seed=1,
    )
    return dataset.map(lambda images, labels: (images / 255, labels))
