# title: The model is compiled and evaluated
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u08-accuracy
def accuracy_on(model, x, y):
    model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    x = x.reshape(*x.shape, 1).astype("float32") / 255.0
    return model.evaluate(x, y, verbose=0, return_dict=True)["accuracy"]
