# title: Loss and metric as objects, labels' loss as a class
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-compile
def compile_model(model):
    model.compile(
        optimizer=keras.optimizers.Adam(0.002),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=[keras.metrics.SparseCategoricalAccuracy()],
    )
    return model
