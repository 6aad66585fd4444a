# title: The whole stage is unfrozen, not its last block
# language: ru
# mark: 14
# fails: [u11-tune-layers]
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=3, verbose=0)
    return model
