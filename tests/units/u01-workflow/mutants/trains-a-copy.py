# title: A copy is trained and thrown away; its history looks right
# language: en
# mark: 14
# fails: [u01-train-fit]
# needs_person: false

# %% u01-train
def train(model, train, val):
    copy = keras.models.clone_model(model)
    copy.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return copy.fit(*train, validation_data=val, epochs=30, verbose=0)
