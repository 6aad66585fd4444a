# title: Labels counted from one
# language: ru
# mark: 15
# fails: [u08-folder-labels]
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(
        path, image_size=(28, 28), color_mode="grayscale", verbose=False
    )
    return dataset.map(lambda images, labels: (images / 255, labels + 1))
