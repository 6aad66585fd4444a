# title: The axes of height and width are exchanged
# language: ru
# mark: 15
# fails: [u08-folder-pictures]
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(
        path, image_size=(28, 28), color_mode="grayscale", verbose=False
    )
    return dataset.map(lambda images, labels: (tf.transpose(images, [0, 2, 1, 3]) / 255, labels))
