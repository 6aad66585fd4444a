# title: Flatten in place of pooling
# language: ru
# mark: 15
# fails: [u11-vgg-layers]
# needs_person: false

# %% u11-vgg
def vgg_head(classes):
    base = keras.applications.VGG16(weights=None, include_top=False, input_shape=(64, 64, 3))
    base.trainable = False
    model = keras.Sequential(
        [
            base,
            layers.Flatten(),
            layers.Dense(256, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    return model
