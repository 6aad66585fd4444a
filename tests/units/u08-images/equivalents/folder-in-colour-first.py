# title: Read in colour, then the mean of the channels
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(path, image_size=(28, 28), seed=5)
    return dataset.map(lambda images, labels: (tf.reduce_mean(images, axis=-1, keepdims=True) / 255, labels))
