# title: The functional API and a loop, as in older code
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-vgg
from tensorflow.keras.applications import VGG16


def vgg_head(classes):
    base_model = VGG16(weights=None, include_top=False, input_shape=(64, 64, 3))
    x = layers.GlobalAveragePooling2D()(base_model.output)
    x = layers.Dense(256, activation="relu")(x)
    predictions = layers.Dense(classes, activation="softmax")(x)
    for layer in base_model.layers:
        layer.trainable = False
    return keras.Model(inputs=base_model.input, outputs=predictions)
