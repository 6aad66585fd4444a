# title: Only the first batch
# language: en
# mark: 14
# fails: [u08-folder-pictures, u08-folder-labels]
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(
        path, image_size=(28, 28), color_mode="grayscale", verbose=False, batch_size=16
    )
    return dataset.take(1).map(lambda images, labels: (images / 255, labels))
