# title: A functional model with activation layers and dropout
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-cnn
def build_cnn(shape, classes):
    inputs = keras.Input(shape)
    x = layers.Conv2D(24, (5, 5), padding="same")(inputs)
    x = layers.ReLU()(x)
    x = layers.MaxPooling2D((2, 2))(x)
    x = layers.Conv2D(32, 3)(x)
    x = layers.Activation("relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Dense(classes)(x)
    outputs = layers.Softmax()(x)
    model = keras.Model(inputs, outputs)
    model.compile("rmsprop", keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
    return model
