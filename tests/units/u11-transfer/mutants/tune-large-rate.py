# title: The learning rate of the head
# language: ru
# mark: 15
# fails: [u11-tune-training]
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4_block3")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=3, verbose=0)
    return model
