# title: cnn in the functional way; relu after pooling gives the same numbers
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u02-cnn
def cnn(shape, classes):
    inputs = keras.Input(shape)
    x = layers.Conv2D(filters=8, kernel_size=(3, 3), padding="valid")(inputs)
    x = layers.MaxPool2D(pool_size=(2, 2), strides=2)(x)
    x = layers.ReLU()(x)
    x = layers.Reshape((-1,))(x)
    x = layers.Dropout(1 / 4)(x)
    x = layers.Dense(classes)(x)
    return keras.Model(inputs, layers.Softmax()(x))
