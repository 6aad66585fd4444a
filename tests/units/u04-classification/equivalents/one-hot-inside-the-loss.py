# title: A loss of one's own that encodes the labels itself
# language: en
# mark: 20
# fails: []
# needs_person: false

# %% u04-multi
def multi_model(n, classes):
    def loss(y_true, y_pred):
        labels = keras.ops.cast(keras.ops.reshape(y_true, (-1,)), "int32")
        return keras.losses.categorical_crossentropy(keras.ops.one_hot(labels, classes), y_pred)

    model = keras.Sequential(
        [
            keras.Input(shape=(n,)),
            layers.Dense(64, activation="relu"),
            layers.Dense(classes, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss=loss, metrics=["accuracy"])
    return model
