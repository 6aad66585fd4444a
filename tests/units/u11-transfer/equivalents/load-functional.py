# title: The functional API
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-load
def load_base():
    inputs = keras.Input((64, 64, 3))
    scaled = layers.Rescaling(scale=0.0078125, offset=-0.9921875)(inputs)
    return keras.Model(inputs, lite_base()(scaled))
