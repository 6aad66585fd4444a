# title: Arithmetic with the input itself
# language: en
# mark: 16
# fails: []
# needs_person: false

# %% u11-load
def load_base():
    inputs = keras.Input((64, 64, 3))
    return keras.Model(inputs, lite_base()((inputs - 127.0) / 128.0))
