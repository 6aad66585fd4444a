# title: Positional arguments, and the metric as a function
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u07-compile
def compile_with(model):
    adam = keras.optimizers.Adam()
    adam.learning_rate = 0.02
    model.compile(adam, keras.losses.Huber(2), metrics=[keras.metrics.mean_absolute_error, "mse"])
