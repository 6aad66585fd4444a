# title: No weights of losses
# language: en
# mark: 19
# fails: [u12-compile-weights]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
