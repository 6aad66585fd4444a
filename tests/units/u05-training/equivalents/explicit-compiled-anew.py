# title: The function compiles the model once more
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    model.compile(optimizer="rmsprop", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.fit(
        train[0], train[1], validation_data=(val[0], val[1]), epochs=5, batch_size=16, shuffle=False
    )
