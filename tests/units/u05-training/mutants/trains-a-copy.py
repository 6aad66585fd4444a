# title: A copy is trained and thrown away; its history looks right
# language: en
# mark: 13
# fails: [u05-explicit-train, u05-explicit-validation]
# needs_person: false

# %% u05-explicit
def fit_explicit(model, train, val):
    copy = keras.models.clone_model(model)
    copy.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return copy.fit(*train, validation_data=val, epochs=5, batch_size=16, verbose=0)
