# title: The seed of everything is set, which draws other numbers
# language: en
# mark: 19
# fails: [u02-initialised-kernel]
# needs_person: false

# %% u02-initialised
def initialised(seed):
    keras.utils.set_random_seed(seed)
    return layers.Dense(20, kernel_initializer="he_normal", bias_initializer=keras.initializers.Constant(0.1))
