# title: Layers added one by one, a dense layer and Nadam
# language: en
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u08-cnn
def build_cnn(shape, classes):
    model = keras.models.Sequential()
    model.add(keras.Input(shape))
    model.add(layers.Conv2D(filters=12, kernel_size=3, activation=keras.activations.relu))
    model.add(layers.BatchNormalization())
    model.add(layers.MaxPool2D(2))
    model.add(layers.Conv2D(filters=24, kernel_size=3, activation="relu", strides=2))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dense(units=classes, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.Nadam(0.002))
    return model
