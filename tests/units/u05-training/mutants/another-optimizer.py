# title: SGD in place of Adam, at the right rate
# language: ru
# mark: 14
# fails: [u05-compile-settings]
# needs_person: false

# %% u05-compile
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.002),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
