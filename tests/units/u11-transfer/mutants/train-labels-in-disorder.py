# title: Labels in another order than the pictures
# language: ru
# mark: 14
# fails: [u11-train-accuracy]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    pooled = keras.Sequential([base, layers.GlobalAveragePooling2D()])
    features = pooled.predict(x, verbose=0)
    head = keras.Sequential([keras.Input(features.shape[1:]), layers.Dense(classes, activation="softmax")])
    head.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
    )
    head.fit(features, np.random.permutation(y), epochs=40, verbose=0)
    return keras.Sequential([pooled, head])
