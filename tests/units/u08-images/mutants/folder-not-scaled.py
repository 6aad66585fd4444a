# title: Pixels from 0 to 255
# language: ru
# mark: 14
# fails: [u08-folder-pictures, u08-folder-labels]
# needs_person: false
# demo: true

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(
        path, image_size=(28, 28), color_mode="grayscale", verbose=False
    )
    return dataset
