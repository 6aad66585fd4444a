# title: A base without ImageNet's weights
# language: ru
# mark: 13
# fails: [u11-train-accuracy, u11-train-base]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    base = keras.models.clone_model(base)
    pooled = keras.Sequential([base, layers.GlobalAveragePooling2D()])
    features = pooled.predict(x, verbose=0)
    head = keras.Sequential([keras.Input(features.shape[1:]), layers.Dense(classes, activation="softmax")])
    head.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
    )
    head.fit(features, y, epochs=40, verbose=0)
    return keras.Sequential([pooled, head])
