# title: Accuracy for both outputs
# language: en
# mark: 19
# fails: [u12-compile-metrics]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
        metrics={"mpg": "accuracy", "origin": "accuracy"},
    )
