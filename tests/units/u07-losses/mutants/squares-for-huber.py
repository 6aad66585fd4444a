# title: Mean squared error in place of the Huber loss
# language: en
# mark: 19
# fails: [u07-compile-loss]
# needs_person: false

# %% u07-compile
def compile_with(model):
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.02), loss="mse", metrics=["mae"])
