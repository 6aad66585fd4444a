# title: No softmax, and a loss on logits
# language: ru
# mark: 15
# fails: [u08-cnn-layers]
# needs_person: false

# %% u08-cnn
def build_cnn(shape, classes):
    model = keras.Sequential(
        [
            keras.Input(shape=shape),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dense(classes),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    return model
