# title: A shuffled dataset, and one epoch less
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    base.trainable = True
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4_block3")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    import tensorflow as tf

    rows = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(200).batch(16)
    model.fit(rows, epochs=2, verbose=0)
    return model
