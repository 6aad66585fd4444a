# title: The momentum is not handed on
# language: ru
# mark: 18
# fails: [u07-optimizers-sgd]
# needs_person: false

# %% u07-optimizers
def make_adam(rate):
    return keras.optimizers.Adam(learning_rate=rate)


def make_sgd(rate, momentum):
    return keras.optimizers.SGD(learning_rate=rate)


def make_rmsprop(rate):
    return keras.optimizers.RMSprop(learning_rate=rate)
