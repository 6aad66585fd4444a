# title: A weight for mpg alone, which Keras refuses
# language: ru
# mark: 17
# fails: [u12-compile-losses, u12-compile-weights, u12-compile-metrics]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss={"mpg": "mse", "origin": "sparse_categorical_crossentropy"},
        loss_weights={"mpg": 0.05},
        metrics={"mpg": "mae", "origin": "accuracy"},
    )
