# title: The biases begin at zero
# language: ru
# mark: 19
# fails: [u02-initialised-bias]
# needs_person: false

# %% u02-initialised
def initialised(seed):
    return layers.Dense(20, kernel_initializer=keras.initializers.HeNormal(seed=seed))
