# title: Frozen after compiling, before the first fit
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    scale = layers.Normalization()
    scale.adapt(base.predict(x, verbose=0))
    inputs = keras.Input(x.shape[1:])
    rows = layers.Flatten()(scale(base(inputs, training=False)))
    model = keras.Model(inputs, layers.Dense(classes, activation="softmax")(rows))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    for layer in base.layers:
        layer.trainable = False
    model.fit(x, y, epochs=12, batch_size=20, verbose=0)
    return model
