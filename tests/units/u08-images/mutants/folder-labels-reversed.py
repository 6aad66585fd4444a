# title: Class names in the reversed order
# language: ru
# mark: 15
# fails: [u08-folder-labels]
# needs_person: false

# %% u08-folder
def load_folder(path):
    names = sorted(os.listdir(path), reverse=True)
    dataset = keras.utils.image_dataset_from_directory(
        path, class_names=names, image_size=(28, 28), color_mode="grayscale", verbose=False
    )
    return dataset.map(lambda images, labels: (images / 255, labels))
