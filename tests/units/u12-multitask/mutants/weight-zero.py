# title: The loss of origin has the weight zero
# language: en
# mark: 19
# fails: [u12-compile-weights]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="rmsprop",
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 0.0},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
