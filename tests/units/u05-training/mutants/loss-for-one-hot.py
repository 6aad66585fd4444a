# title: The loss for one-hot rows, though the labels are whole numbers
# language: ru
# mark: 15
# fails: [u05-compile-loss]
# needs_person: false

# %% u05-compile
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss="categorical_crossentropy",
        metrics=["accuracy"],
    )
