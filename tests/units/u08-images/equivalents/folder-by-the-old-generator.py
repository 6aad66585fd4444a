# title: The old generator's flow, as a list of batches
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u08-folder
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def load_folder(path):
    flow = ImageDataGenerator(rescale=1 / 255).flow_from_directory(
        path, target_size=(28, 28), color_mode="grayscale", class_mode="sparse", batch_size=4, shuffle=False
    )
    return [flow[number] for number in range(len(flow))]
