# title: Frozen after a first epoch
# language: en
# mark: 15
# fails: [u11-train-base]
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    pooled = keras.Sequential([base, layers.GlobalAveragePooling2D()])
    head = keras.Sequential(
        [keras.Input((base.output_shape[-1],)), layers.Dense(classes, activation="softmax")]
    )
    model = keras.Sequential([pooled, head])
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.00001), loss="sparse_categorical_crossentropy"
    )
    model.fit(x, y, verbose=0)
    base.trainable = False
    head.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="sparse_categorical_crossentropy")
    head.fit(pooled.predict(x, verbose=0), y, epochs=40, verbose=0)
    return model
