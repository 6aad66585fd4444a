# title: The functional API, logits and an activation layer
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u10-space
def build_model(hp):
    inputs = keras.Input((13,))
    x = inputs
    units, hidden = hp.Int("units", min_value=8, max_value=64, step=8), hp.Int("hidden", 1, 3)
    for number in range(hidden):
        x = layers.Dense(units, name=f"hidden_{number}")(x)
        x = layers.Activation("relu")(x)
    outputs = layers.Softmax()(layers.Dense(3)(x))
    model = keras.Model(inputs, outputs)
    rate = hp.Float("learning_rate", min_value=0.0001, max_value=0.1, sampling="log")
    model.compile(
        keras.optimizers.Adam(rate),
        keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
    )
    return model
