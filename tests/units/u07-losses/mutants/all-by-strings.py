# title: "Strings for all: their default rate and limit"
# language: ru
# mark: 18
# fails: [u07-compile-optimizer, u07-compile-loss]
# needs_person: false

# %% u07-compile
def compile_with(model):
    model.compile(optimizer="adam", loss="huber", metrics=["mae"])
