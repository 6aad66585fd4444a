# title: A copy is compiled and returned
# language: ru
# mark: 17
# fails: [u07-compile-optimizer, u07-compile-loss, u07-compile-metric]
# needs_person: false

# %% u07-compile
def compile_with(model):
    copy = keras.models.clone_model(model)
    copy.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.02),
        loss=keras.losses.Huber(delta=2.0),
        metrics=["mae"],
    )
    return copy
