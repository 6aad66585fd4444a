# title: A part of the augmentation works at inference too
# language: ru
# mark: 15
# fails: [u08-train-model]
# needs_person: false
# demo: true

# %% u08-train
def train_augmented(x, y):
    inputs = keras.Input(shape=x.shape[1:])
    moved_inputs = layers.RandomTranslation(0.15, 0.15, fill_mode="constant")(inputs)
    moved_inputs = layers.RandomTranslation(0.02, 0.02, fill_mode="constant")(moved_inputs, training=True)
    features = layers.Conv2D(16, 3, activation="relu")(moved_inputs)
    features = layers.MaxPooling2D()(features)
    features = layers.Conv2D(32, 3, activation="relu")(features)
    features = layers.MaxPooling2D()(features)
    features = layers.Flatten()(features)
    outputs = layers.Dense(int(y.max()) + 1, activation="softmax")(features)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003), loss="sparse_categorical_crossentropy"
    )
    model.fit(x, y, epochs=10, verbose=0)
    return model
