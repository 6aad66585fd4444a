# title: Compiled with a learning rate of 0, which the next compile forgets
# language: en
# mark: 14
# fails: [u11-freeze-weights]
# needs_person: false

# %% u11-freeze
def freeze(base):
    base.compile(optimizer=keras.optimizers.SGD(learning_rate=0.0), loss="mse")
