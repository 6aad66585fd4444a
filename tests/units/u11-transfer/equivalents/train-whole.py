# title: The whole model, its base frozen
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    base.trainable = False
    model = keras.Sequential(
        [base, layers.GlobalAveragePooling2D(), layers.Dense(classes, activation="softmax")]
    )
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.02), loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=15, batch_size=20, verbose=0)
    return model
