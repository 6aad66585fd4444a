# title: A copy is compiled, the model that was handed over is not
# language: en
# mark: 13
# fails: [u05-compile-settings, u05-compile-loss]
# needs_person: false

# %% u05-compile
def compile_model(model):
    copy = keras.models.clone_model(model)
    copy.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return copy
