# title: Categorical cross-entropy, as in the older code, on whole-number labels
# language: ru
# mark: 17
# fails: [u12-compile-losses, u12-compile-weights, u12-compile-metrics]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": "mse", "origin": "categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
