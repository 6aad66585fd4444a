# title: A loop over mini-batches
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4_block3")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    for _ in range(2):
        for start in range(0, len(x), 20):
            model.train_on_batch(x[start : start + 20], y[start : start + 20])
    return model
