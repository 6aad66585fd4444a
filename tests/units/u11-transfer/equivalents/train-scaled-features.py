# title: Features standardised by a layer
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    base.trainable = False
    features = base.predict(x, verbose=0).mean(axis=(1, 2))
    scaling = layers.Normalization()
    scaling.adapt(features)
    dense = layers.Dense(classes, activation="softmax", kernel_regularizer="l2")
    head = keras.Sequential([keras.Input(features.shape[1:]), scaling, dense])
    head.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="sparse_categorical_crossentropy")
    head.fit(features, y, epochs=40, verbose=0)
    inputs = keras.Input(x.shape[1:])
    return keras.Model(inputs, head(layers.GlobalAveragePooling2D()(base(inputs))))
