# title: SGD with momentum, and the loss as an object
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u01-train
def train(model, train, val):
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=0.05, momentum=0.9),
        loss=keras.losses.SparseCategoricalCrossentropy(),
        metrics=["accuracy"],
    )
    return model.fit(train[0], train[1], epochs=25, validation_data=(val[0], val[1]), verbose=2)
