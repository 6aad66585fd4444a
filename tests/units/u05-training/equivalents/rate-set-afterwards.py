# title: The rate is set after compiling; the loss is a function of Keras
# language: ru
# mark: 16
# fails: []
# needs_person: false

# %% u05-compile
def compile_model(model):
    model.compile("adam", keras.losses.sparse_categorical_crossentropy, metrics=["acc"])
    model.optimizer.learning_rate = 0.002
