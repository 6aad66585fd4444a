# title: Files read one by one into arrays
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-folder
def load_folder(path):
    images, labels = [], []
    for number, name in enumerate(sorted(os.listdir(path))):
        for file in os.listdir(os.path.join(path, name)):
            image = keras.utils.load_img(
                os.path.join(path, name, file), color_mode="grayscale", target_size=(28, 28)
            )
            images.append(keras.utils.img_to_array(image) / 255)
            labels.append(number)
    return tf.data.Dataset.from_tensor_slices((np.stack(images), np.array(labels))).shuffle(100).batch(32)
