# title: VGG16's own pooling
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-vgg
def vgg_head(classes):
    base = keras.applications.VGG16(weights=None, include_top=False, input_shape=(64, 64, 3), pooling="avg")
    base.trainable = False
    inputs = keras.Input((64, 64, 3))
    hidden = layers.Dense(256)(base(inputs, training=False))
    hidden = layers.ReLU()(hidden)
    outputs = layers.Softmax()(layers.Dense(classes)(hidden))
    model = keras.Model(inputs, outputs)
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model
