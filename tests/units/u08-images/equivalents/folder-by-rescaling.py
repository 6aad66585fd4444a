# title: A Rescaling layer, batches of 8, unshuffled
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-folder
def load_folder(path):
    dataset = keras.utils.image_dataset_from_directory(
        path, labels="inferred", color_mode="grayscale", image_size=(28, 28), batch_size=8, shuffle=False
    )
    scale = layers.Rescaling(1.0 / 255)
    return dataset.map(lambda images, labels: (scale(images), labels)).cache()
