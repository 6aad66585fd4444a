# title: A hidden layer and dropout
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    pooled = keras.Sequential([base, layers.GlobalAveragePooling2D()])
    features = pooled.predict(x, verbose=0)
    head = keras.Sequential(
        [
            keras.Input(features.shape[1:]),
            layers.Dropout(0.2),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    head.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.003),
        loss="sparse_categorical_crossentropy",
    )
    head.fit(features, y, epochs=40, verbose=0)
    return keras.Sequential([pooled, head])
