# title: keras.metrics.R2Score behind r2_metric
# language: ru
# mark: 20
# fails: []
# needs_person: false

# %% u07-r2
def r2_metric():
    return keras.metrics.R2Score(name="r2")
