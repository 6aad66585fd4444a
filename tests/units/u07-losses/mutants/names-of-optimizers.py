# title: "Strings instead of optimizers: the rate is lost"
# language: ru
# mark: 18
# fails: [u07-optimizers-adam, u07-optimizers-rmsprop]
# needs_person: false

# %% u07-optimizers
def make_adam(rate):
    return "adam"


def make_sgd(rate, momentum):
    return keras.optimizers.SGD(learning_rate=rate, momentum=momentum)


def make_rmsprop(rate):
    return "rmsprop"
