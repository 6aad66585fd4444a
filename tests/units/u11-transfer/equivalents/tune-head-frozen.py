# title: The head stays as it is
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4_block3")
    model.layers[-1].trainable = False
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=3, verbose=0)
    return model
