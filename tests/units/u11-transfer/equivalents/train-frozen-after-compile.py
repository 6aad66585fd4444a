# title: Frozen after compiling, before the first fit
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    inputs = keras.Input(x.shape[1:])
    pooled = layers.GlobalAveragePooling2D()(base(inputs, training=False))
    model = keras.Model(inputs, layers.Dense(classes, activation="softmax")(pooled))
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.02),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    for layer in base.layers:
        layer.trainable = False
    model.fit(x, y, epochs=15, batch_size=20, verbose=0)
    return model
