# title: A new head, which three epochs at this rate hardly train
# language: en
# mark: 15
# fails: [u11-tune-training]
# needs_person: false

# %% u11-tune
def fine_tune(model, x, y):
    base = model.get_layer("base")
    model = keras.Sequential([base, layers.GlobalAveragePooling2D(), layers.Dense(10, activation="softmax")])
    for layer in base.layers:
        layer.trainable = layer.name.startswith("stage4_block3")
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.0001),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x, y, epochs=3, verbose=0)
    return model
