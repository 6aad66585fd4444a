# title: Accuracy as the metric of a regression, as in the older code
# language: en
# mark: 19
# fails: [u07-compile-metric]
# needs_person: false

# %% u07-compile
def compile_with(model):
    adam = keras.optimizers.Adam(0.02)
    model.compile(optimizer=adam, loss=keras.losses.Huber(2.0), metrics=["accuracy"])
