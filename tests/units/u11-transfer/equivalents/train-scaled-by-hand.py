# title: Features scaled by NumPy, the scale folded into the layer
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-train
def train_head(base, x, y, classes):
    rows = base.predict(x, verbose=0).reshape(len(x), -1)
    mean, deviation = rows.mean(axis=0), rows.std(axis=0) + 0.01
    dense = layers.Dense(classes, activation="softmax")
    head = keras.Sequential([keras.Input(rows.shape[1:]), dense])
    head.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    head.fit((rows - mean) / deviation, y, epochs=25, verbose=0)
    kernel, bias = dense.get_weights()
    kernel = kernel / deviation[:, None]
    dense.set_weights([kernel, bias - mean @ kernel])
    return keras.Sequential([base, layers.Flatten(), head])
