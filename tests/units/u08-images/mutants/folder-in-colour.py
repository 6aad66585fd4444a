# title: Pictures in colour, three channels
# language: ru
# mark: 14
# fails: [u08-folder-pictures, u08-folder-labels]
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(path, image_size=(28, 28), verbose=False)
    return dataset.map(lambda images, labels: (images / 255, labels))
