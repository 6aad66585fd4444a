# title: One-hot labels inside train, and a loss that takes them
# language: ru
# mark: 16
# fails: []
# needs_person: false
# demo: true

# %% u01-train
def train(model, train, val):
    x, y = train
    x_check, y_check = val
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    return model.fit(
        x,
        keras.utils.to_categorical(y, 3),
        validation_data=(x_check, keras.utils.to_categorical(y_check, 3)),
        epochs=60,
        batch_size=16,
        verbose=0,
    )
