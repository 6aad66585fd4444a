# title: The whole base unfrozen, then all but the last layers frozen
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
    model.fit(x, y, epochs=3, verbose=0)
    return model
