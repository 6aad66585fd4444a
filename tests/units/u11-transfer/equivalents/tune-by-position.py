# title: The last layers by their position
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    base.trainable = True
    for layer in base.layers[:-4]:
        layer.trainable = False
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=3, verbose=0)
    return model
