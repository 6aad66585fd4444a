# title: Adam by its name, at the default learning rate
# language: en
# mark: 14
# fails: [u05-compile-settings]
# needs_person: false

# %% u05-compile
def compile_model(model):
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
