# title: The losses in the other order
# language: ru
# mark: 17
# fails: [u12-compile-losses, u12-compile-weights, u12-compile-metrics]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss=["sparse_categorical_crossentropy", "mse"],
        loss_weights=[0.05, 1.0],
        metrics=["mae", "accuracy"],
    )
