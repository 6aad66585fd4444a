# title: The last block of the base is left unfrozen
# language: en
# mark: 15
# fails: [u11-vgg-layers]
# needs_person: false

# %% u11-vgg
def vgg_head(classes):
    base = keras.applications.VGG16(weights=None, include_top=False, input_shape=(64, 64, 3))
    for layer in base.layers[:-4]:
        layer.trainable = False
    model = keras.Sequential(
        [
            base,
            layers.GlobalAveragePooling2D(),
            layers.Dense(256, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    return model
