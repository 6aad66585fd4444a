# title: A clone is compiled and returned, the given model is not
# language: ru
# mark: 17
# fails: [u12-compile-losses, u12-compile-weights, u12-compile-metrics]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model = keras.models.clone_model(model)
    model.compile(
        optimizer="adam",
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05, "origin": 1.0},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
    return model
