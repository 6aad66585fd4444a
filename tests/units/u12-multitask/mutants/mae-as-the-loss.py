# title: The absolute error as the loss of mpg
# language: en
# mark: 18
# fails: [u12-compile-losses, u12-compile-weights]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": "mae", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
