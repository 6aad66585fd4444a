# title: One loss string for a number and for classes
# language: en
# mark: 17
# fails: [u12-compile-losses, u12-compile-weights, u12-compile-metrics]
# needs_person: false
# demo: true

# %% u12-compile
def compile_multi(model):
    model.compile(optimizer="adam", loss="mse", metrics={"mpg": "mae", "origin": "accuracy"})
