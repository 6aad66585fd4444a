# title: The base called like a layer
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-head
def add_head(base, classes):
    inputs = keras.Input(shape=base.input_shape[1:])
    x = base(inputs, training=False)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.2)(x)
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))
