# title: "metrics=[...] of one entry, as in the older code"
# language: en
# mark: 17
# fails: [u12-compile-losses, u12-compile-weights, u12-compile-metrics]
# needs_person: false

# %% u12-compile
def compile_multi(model):
    model.compile(
        optimizer="adam",
        loss=["mse", "sparse_categorical_crossentropy"],
        loss_weights=[0.05, 1.0],
        metrics=["accuracy"],
    )
