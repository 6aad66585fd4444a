# title: The weights in the other order
# language: ru
# mark: 19
# fails: [u12-compile-weights]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights=[1.0, 0.05],
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
