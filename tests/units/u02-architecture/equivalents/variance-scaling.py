# title: initialised by VarianceScaling, and a function for the bias
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u02-initialised
def initialised(seed):
    he = keras.initializers.VarianceScaling(2.0, mode="fan_in", distribution="truncated_normal", seed=seed)
    return layers.Dense(
        20,
        "linear",
        kernel_initializer=he,
        bias_initializer=lambda shape, dtype=None: keras.ops.full(shape, 0.1),
    )
